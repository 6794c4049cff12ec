import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.facts.phones import is_plainly_written, read_phone, write_phone
from knowledge.facts.schema import Phone


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("040 123 4567", "+358401234567"),
        ("040-123\u00a04567", "+358401234567"),
        ("(03) 621 4477", "+35836214477"),
        ("+358 (0)40 123 4567", "+358401234567"),
        ("00358 40 123 4567", "+358401234567"),
        ("+46 8 123 456 78", "+46812345678"),
    ],
)
def test_a_number_in_international_form(written: str, number: str) -> None:
    assert read_phone(written, is_labelled=False) == Phone(number=number, as_written=written)


@pytest.mark.parametrize("figures", ["", "puh.", "0123456", "00100", "1 234 567"])
def test_figures_that_are_no_number(figures: str) -> None:
    assert read_phone(figures, is_labelled=False) is None


def test_a_label_tells_a_number_that_no_plan_knows_and_a_short_one() -> None:
    for written, number in [("+358 044 3210987", "+358443210987"), ("0299 00 1133", "+358299001133"), ("112", "112")]:
        phone = read_phone(written, is_labelled=True)
        assert phone is not None
        assert phone.number == number
    assert read_phone("112", is_labelled=False) is None
    assert read_phone("12", is_labelled=True) is None


@pytest.mark.parametrize(
    ("number", "as_written", "shown", "is_plain"),
    [
        ("+358401234567", "040 123 4567", "040 123 4567", True),
        ("+358401234567", "+358 40 123 4567", "+358 40 123 4567", True),
        ("+358201234567", "0201234567", "020 1234567", True),
        ("+358443210987", "+ 358 044 3210987", "+358 44 3210987", False),
        ("+358401234567", "+358 (0)40 123 4567", "+358 40 1234567", False),
    ],
)
def test_a_number_is_written_so_that_it_can_be_dialled(
    number: str, as_written: str, shown: str, is_plain: bool
) -> None:
    phone = Phone(number=number, as_written=as_written)
    assert (write_phone(phone), is_plainly_written(phone)) == (shown, is_plain)


@given(text=st.text(max_size=20), is_labelled=st.booleans())
def test_what_is_read_stays_as_written(text: str, is_labelled: bool) -> None:
    phone = read_phone(text, is_labelled=is_labelled)
    assert phone is None or (phone.as_written == text and phone.number.lstrip("+").isdigit())
