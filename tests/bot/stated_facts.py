"""Facts of made-up pages by hand, for what composes answers from them; a sentence stands where it is said to."""

from collections.abc import Sequence

from knowledge.facts.dates import Duration, PartialDate
from knowledge.facts.merging import FactT, GoalList, Stated
from knowledge.facts.schema import Contact, Event, EventKind, Goal, GoalOwner, GoalTheme, Phone
from knowledge.schema import Language


def page_of(place: str | None, language: Language) -> str:
    """The id of a municipality's page: "imatra/sivu.fi"."""
    return f"{(place or 'unicef').casefold()}/sivu.{language}"


def stated(*statements: FactT) -> Stated[FactT]:
    """One fact by its statements, on the pages of whom the first is about."""
    return Stated(page_municipality=statements[0].municipality, statements=statements)


def make_contact(
    name: str | None = "Aino Laine",
    role: str | None = "suunnittelija",
    *,
    place: str = "Kuopio",
    language: Language = "fi",
    phones: Sequence[tuple[str, str]] = (("+358401234567", "040 123 4567"),),
    emails: Sequence[str] = ("aino.laine@kuopio.example",),
    start_char: int = 0,
) -> Contact:
    """A contact; ``phones`` as numbers and as they are written."""
    parts = [name, role, *(written for _, written in phones), *emails]
    text = "\n".join(part for part in parts if part is not None)
    return Contact(
        document_id=page_of(place, language),
        municipality=place,
        language=language,
        name=name,
        role=role,
        phones=tuple(Phone(number=number, as_written=written) for number, written in phones),
        emails=tuple(emails),
        text=text,
        start_char=start_char,
        end_char=start_char + len(text),
    )


def make_event(
    text: str,
    kind: EventKind = EventKind.OTHER,
    date: PartialDate | None = None,
    *,
    place: str | None = "Kuopio",
    language: Language = "fi",
    end_date: PartialDate | None = None,
    duration: Duration | None = None,
    is_open: bool = False,
    is_plan: bool = False,
    date_text: str = "",
    start_char: int = 0,
) -> Event:
    return Event(
        document_id=page_of(place, language),
        municipality=place,
        language=language,
        kind=kind,
        date=date,
        end_date=end_date,
        is_open=is_open,
        duration=duration,
        is_plan=is_plan,
        date_text=date_text,
        text=text,
        start_char=start_char,
        end_char=start_char + len(text),
    )


def make_goal_list(
    *versions: tuple[Language, Sequence[str]],
    place: str | None = "Kuopio",
    owner: GoalOwner = GoalOwner.MUNICIPALITY,
    themes: Sequence[GoalTheme | None] = (),
    start_char: int = 0,
) -> GoalList:
    """A list of goals in one language version or several, numbered from 1; the first version is the original."""
    goals = [_make_goals(language, texts, place, owner, themes, start_char) for language, texts in versions]
    return GoalList(
        municipality=place,
        owner=owner,
        goals=tuple(Stated(page_municipality=place, statements=same) for same in zip(*goals, strict=True)),
    )


def _make_goals(
    language: Language,
    texts: Sequence[str],
    place: str | None,
    owner: GoalOwner,
    themes: Sequence[GoalTheme | None],
    list_start_char: int,
) -> list[Goal]:
    goals: list[Goal] = []
    for number, text in enumerate(texts, start=1):
        start_char = goals[-1].end_char + 1 if goals else list_start_char
        goals.append(
            Goal(
                document_id=page_of(place, language),
                municipality=place,
                language=language,
                owner=owner,
                number=number,
                is_numbered=True,
                theme=themes[number - 1] if themes else None,
                list_start_char=list_start_char,
                text=text,
                start_char=start_char,
                end_char=start_char + len(text),
            )
        )
    return goals
