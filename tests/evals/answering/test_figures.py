from bot.schema import AnswerStatus
from evals.answering.figures import COMPOSER, count_sentences, count_statuses, measure_outcomes
from evals.answering.schema import Outcome, Shown
from evals.metrics import wilson_interval
from evals.reporting.shares import FigureLookup
from evals.schema import LYKBOT
from tests.evals.answering.samples import make_outcome, make_question

_RIGHT, _WRONG = Shown(text="It sits in silence.", passage_id="en:a"), Shown(text="It runs.", passage_id="en:a")
_ELSEWHERE = Shown(text="In silence it goes.", passage_id="en:b")
_ASKED, _WITHOUT = make_question("in silence"), make_question()


def _counts(outcomes: list[Outcome], system: str) -> dict[str, tuple[float, int]]:
    return {f.name: (f.count, f.total) for f in measure_outcomes(outcomes) if f.system == system}


def test_figures_of_the_composer() -> None:
    outcomes = [
        make_outcome(_ASKED, _WRONG, _RIGHT, nearest=("It sits in silence.", "It runs.")),
        make_outcome(_ASKED, _ELSEWHERE, nearest=("It runs.", "It sits in silence.")),
        make_outcome(_ASKED, _WRONG, nearest=("It runs.", "It waits.")),
        make_outcome(_ASKED, nearest=("It runs.",)),
        make_outcome(_ASKED, found=False),
        make_outcome(_WITHOUT, _WRONG, found=False),
        make_outcome(_WITHOUT, found=False),
    ]
    assert _counts(outcomes, COMPOSER) == {
        "found": (4, 5),
        "nearest_1": (1, 4),
        "nearest_2": (2, 4),
        "holds": (2, 4),
        "holds_there": (1, 4),
        "answered": (3, 4),
        "holds_of_answered": (2, 3),
        "refused_rightly": (1, 2),
        "refused_wrongly": (2, 5),
    }


def test_the_bot_is_judged_by_what_it_quotes() -> None:
    outcomes = [
        make_outcome(_ASKED, _WRONG, status=AnswerStatus.ANSWERED, quoted=(_RIGHT,)),
        make_outcome(_ASKED, _RIGHT),
    ]
    counts = _counts(outcomes, LYKBOT)
    assert (counts["holds"], counts["answered"], counts["refused_wrongly"]) == ((1, 2), (1, 2), (1, 2))
    assert "refused_rightly" not in counts


def test_an_answer_may_go_on_in_the_next_sentence_shown() -> None:
    halves = (Shown(text="It sits in", passage_id="en:a"), Shown(text="silence.", passage_id="en:a"))
    assert _counts([make_outcome(_ASKED, *halves)], COMPOSER)["holds"] == (1, 1)


def test_each_language_has_figures_with_intervals() -> None:
    finnish = make_question("hiljaa", language="fi", passages=("fi:a",))
    outcomes = [make_outcome(_ASKED, _RIGHT), make_outcome(_ASKED), make_outcome(finnish)]
    figures = FigureLookup(measure_outcomes(outcomes))
    assert figures.scopes("language") == ("fi", "en")
    english = figures.find(COMPOSER, "holds", "language", "en")
    assert english is not None and english.estimate == wilson_interval(1, 2)


def test_sentences_shown_count_answers_only() -> None:
    outcomes = [make_outcome(_ASKED, _RIGHT), make_outcome(_ASKED, _RIGHT, _WRONG, _ELSEWHERE), make_outcome(_ASKED)]
    (shown,) = count_sentences(outcomes)
    assert (shown.system, shown.language, shown.answers) == (COMPOSER, "en", 2)
    assert (shown.mean.value, shown.mean.low, shown.mean.high) == (2.0, 1.0, 3.0)


def test_statuses() -> None:
    outcomes = [make_outcome(_ASKED), make_outcome(_ASKED), make_outcome(_WITHOUT, status=AnswerStatus.NOT_IN_SOURCES)]
    assert [(c.answerable, c.status, c.questions) for c in count_statuses(outcomes)] == [
        (True, AnswerStatus.OUT_OF_SCOPE, 2),
        (False, AnswerStatus.NOT_IN_SOURCES, 1),
    ]
