"""Labels with everything filled in, for tests that change one part."""

from evals.extraction.schema import LabelledContact, LabelledEvent, LabelledGoal
from knowledge.facts.dates import PartialDate
from knowledge.facts.schema import Contact, DocumentFacts, Event, EventKind, Goal, GoalOwner, GoalTheme, Phone

CONTACT = LabelledContact(
    name="Åsa Öhman", role="sihteeri", phones=("+358195202000",), emails=("asa.ohman@porvoo.example",)
)
EVENT = LabelledEvent(
    kind=EventKind.JOINED,
    date="2018-03-06",
    end_date=None,
    is_open=False,
    duration=None,
    is_plan=False,
    near="liittyi malliin",
)
GOAL = LabelledGoal(
    owner=GoalOwner.MUNICIPALITY, number=1, theme=GoalTheme.PARTICIPATION, text="jokaista lasta kuullaan"
)

# The same, as they are read out of a page.
FACTS = DocumentFacts(
    contacts=(
        Contact(
            document_id="porvoo-1.fi",
            municipality="Porvoo",
            language="fi",
            name="Åsa Öhman",
            role="sihteeri",
            phones=(Phone(number="+358195202000", as_written="019 520 2000"),),
            emails=("asa.ohman@porvoo.example",),
            text="",
            start_char=0,
            end_char=0,
        ),
    ),
    events=(
        Event(
            document_id="porvoo-1.fi",
            municipality="Porvoo",
            language="fi",
            kind=EventKind.JOINED,
            date=PartialDate(year=2018, month=3, day=6),
            end_date=None,
            is_open=False,
            duration=None,
            is_plan=False,
            date_text="6.3.2018",
            text="Porvoo liittyi malliin 6.3.2018.",
            start_char=0,
            end_char=0,
        ),
    ),
    goals=(
        Goal(
            document_id="porvoo-1.fi",
            municipality="Porvoo",
            language="fi",
            owner=GoalOwner.MUNICIPALITY,
            number=1,
            is_numbered=False,
            theme=GoalTheme.PARTICIPATION,
            list_start_char=0,
            text="jokaista lasta kuullaan",
            start_char=0,
            end_char=0,
        ),
    ),
)
