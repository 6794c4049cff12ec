"""The figures of the README, as a Markdown table between two marks."""

from collections import Counter

from evals.errors import EvaluationError
from evals.figures import FIGURES
from evals.reporting.shares import NOTHING, FigureLookup, percent, percent_of
from evals.reporting.wording import LANGUAGE_NAMES
from evals.schema import LYKBOT, PLAIN, Figure, Report
from evals.speed.stages import name_of_length
from knowledge.schema import LANGUAGES

START_MARK = "<!-- figures, written by python -m evals accept -->"
END_MARK = "<!-- end of figures -->"

_MAIN = (
    "right",
    "flawless",
    "citation_precision",
    "citation_recall",
    "citation_validity",
    "own_municipality",
    "language",
    "refusal_precision",
    "refusal_recall",
)
_OF_PAIRS = ("right", "flawless", "language", "citation_precision")
_SEARCH = "recall@5"
_SPLITS = {"dev": "looked at (dev)", "test": "only counted (test)"}


def render_table(report: Report) -> str:
    """The main figures per language and per pair of languages, beside the plain pipeline's, as Markdown.

    It ends without a newline. The table of pairs is left out where the report has none.
    """
    parts = (_cases_line(report), _main_table(report), _length_line(report), _pair_table(report))
    return "\n\n".join(part for part in parts if part)


def replace_between_marks(readme: str, table: str) -> str:
    """The README with the table between its two marks, in place of what stood there.

    Raises:
        EvaluationError: A mark is missing, there twice, or the end comes first.
    """
    for mark in (START_MARK, END_MARK):
        if readme.count(mark) != 1:
            raise EvaluationError(f"the README has {readme.count(mark)} lines {mark}; put it there once")
    before, _, rest = readme.partition(START_MARK)
    _, end, after = rest.partition(END_MARK)
    if not end:
        raise EvaluationError(f"in the README {END_MARK} comes before {START_MARK}; exchange them")
    return f"{before}{START_MARK}\n\n{table}\n\n{END_MARK}{after}"


def _cases_line(report: Report) -> str:
    by_language = Counter(case.language for case in report.cases)
    languages = [f"{by_language[code]} in {LANGUAGE_NAMES[code]}" for code in LANGUAGES if by_language[code]]
    by_split = Counter(case.split for case in report.cases)
    return (
        f"{len(report.cases)} questions about the shipped sheets ({', '.join(languages)}; "
        f"{by_split['dev']} looked at while\ndeveloping, {by_split['test']} only counted), {report.made_at[:10]}. "
        "In percent, with the 95 % interval over all:"
    )


def _main_table(report: Report) -> str:
    figures = FigureLookup(report.answers)
    languages = [code for code in LANGUAGES if figures.find(LYKBOT, "right", "language", code)]
    splits = [split for split in _SPLITS if figures.find(LYKBOT, "right", "split", split)]
    rows = [["", *languages, "all", *(_SPLITS[split] for split in splits), "plain pipeline"]]
    for name in _MAIN:
        whole = figures.find(LYKBOT, name)
        by_language = [percent_of(figures.find(LYKBOT, name, "language", code)) for code in languages]
        by_split = [percent_of(figures.find(LYKBOT, name, "split", split)) for split in splits]
        plain = percent_of(figures.find(PLAIN, name))
        rows.append([FIGURES[name].label, *by_language, _with_interval(whole), *by_split, plain])
    return _markdown(rows)


def _length_line(report: Report) -> str:
    """How much there is to read: whoever pours out whole pages states every fact."""
    lengths = {
        system: measurement.value
        for measurement in report.measurements
        for system in (LYKBOT, PLAIN)
        if measurement.name == name_of_length(system)
    }
    if len(lengths) < 2:
        return ""
    return (
        f"An answer of lykbot has {lengths[LYKBOT]:,.0f} characters (median), one of the plain pipeline "
        f"{lengths[PLAIN]:,.0f}, in which nearly\nevery fact stands somewhere; a flawless answer is in the asker's "
        "language, and each of its citations is right."
    )


def _pair_table(report: Report) -> str:
    figures, search = FigureLookup(report.answers), FigureLookup(report.retrieval)
    pairs = [pair for pair in figures.scopes("pair") if figures.find(LYKBOT, "right", "pair", pair)]
    if not pairs:
        return ""
    plain_search = next((system for system in search.systems() if system.startswith(PLAIN)), PLAIN)
    rows = [["asked in → page in, lykbot / plain", *(FIGURES[name].label for name in (*_OF_PAIRS, _SEARCH))]]
    for pair in pairs:
        cells = [
            f"{percent_of(ours)} / {percent_of(theirs)}"
            for ours, theirs in [
                *((figures.find(LYKBOT, n, "pair", pair), figures.find(PLAIN, n, "pair", pair)) for n in _OF_PAIRS),
                (search.find(LYKBOT, _SEARCH, "pair", pair), search.find(plain_search, _SEARCH, "pair", pair)),
            ]
        ]
        rows.append([pair.replace("-", " → "), *cells])
    return _markdown(rows)


def _with_interval(figure: Figure | None) -> str:
    if figure is None:
        return NOTHING
    return f"{percent_of(figure)} [{percent(figure.estimate.low)}, {percent(figure.estimate.high)}]"


def _markdown(rows: list[list[str]]) -> str:
    """Rows of cells as a table of GitHub's Markdown; the first one is the head."""
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    # The first column holds words, the others numbers.
    rule = "| --- |" + " ---: |" * (len(rows[0]) - 1)
    return "\n".join((head.replace("|  |", "| |", 1), rule, *body))
