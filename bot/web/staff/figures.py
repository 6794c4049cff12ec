"""Numbers as people write them in the language of a page."""

from knowledge.schema import Language

_NO_BREAK_SPACE = "\u00a0"
_MINUS = "\u2212"


def write_number(language: Language, value: float, decimals: int = 2) -> str:
    """A number with so many decimals: "0,57" in Finnish and Swedish, "0.57" in English."""
    text = f"{value:.{decimals}f}".replace("-", _MINUS)
    return text if language == "en" else text.replace(".", ",")


def write_percent(language: Language, share: float) -> str:
    """A share of 0 to 1 in per cent: "90,3 %", in English "90.3%"."""
    return write_number(language, 100 * share, 1) + ("%" if language == "en" else f"{_NO_BREAK_SPACE}%")


def write_points(language: Language, change: float) -> str:
    """A difference of shares, in -1 to 1, in percentage points with its sign: "+1,2", "−0,4", "0,0"."""
    text = write_number(language, 100 * change, 1)
    if not any(digit in "123456789" for digit in text):
        return text.removeprefix(_MINUS)
    return text if change < 0 else f"+{text}"
