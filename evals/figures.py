"""What is measured of answers and of search: the names of the figures, and what they mean to a reader."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureKind:
    """A figure by its name in the JSON form, as it is called, what it says, and which way is good.

    ``per`` says what is counted: the total of the figure.
    """

    name: str
    label: str
    says: str
    per: str
    higher_is_better: bool = True


ANSWER_FIGURES = (
    FigureKind(
        name="right",
        label="Right answers",
        says="everything that was to be said is said, nothing forbidden, answered or refused as it should be",
        per="cases",
    ),
    FigureKind(
        name="flawless",
        label="Flawless answers",
        says="right, in the asker's language, every citation valid and right",
        per="cases",
    ),
    FigureKind(
        name="partial",
        label="Partial answers",
        says="some of what was to be said is missing",
        per="cases",
        higher_is_better=False,
    ),
    FigureKind(
        name="wrong",
        label="Wrong answers",
        says="nothing of what was to be said, something forbidden, or refused for another reason",
        per="cases",
        higher_is_better=False,
    ),
    FigureKind(
        name="refused_wrongly",
        label="Refused wrongly",
        says="refused, though the pages answer",
        per="cases that have an answer",
        higher_is_better=False,
    ),
    FigureKind(
        name="answered_wrongly",
        label="Answered wrongly",
        says="answered, though it should have been refused",
        per="cases to refuse",
        higher_is_better=False,
    ),
    FigureKind(name="failed", label="Crashed", says="no answer at all", per="cases", higher_is_better=False),
    FigureKind(
        name="facts_stated",
        label="Facts stated",
        says="what was to be said and is said, fact by fact",
        per="facts of cases that have an answer",
    ),
    FigureKind(
        name="citation_precision",
        label="Citation precision",
        says="the quote holds what it is cited for and is of a municipality that was asked about",
        per="citations",
    ),
    FigureKind(
        name="citation_recall",
        label="Citation recall",
        says="stated facts that carry a citation whose quote holds them",
        per="stated facts",
    ),
    FigureKind(
        name="citation_validity",
        label="Citation validity",
        says="markers lead to a citation, and its quote stands in the document where it says",
        per="citations and markers",
    ),
    FigureKind(
        name="own_municipality",
        label="Asked municipality only",
        says="citations of a municipality that was asked about",
        per="citations",
    ),
    FigureKind(
        name="language",
        label="Answer language",
        says="the answer is in the asker's language, names and quotes left out",
        per="answers",
    ),
    FigureKind(
        name="refusal_precision",
        label="Refusal precision",
        says="refusals that were right to refuse",
        per="refusals given",
    ),
    FigureKind(
        name="refusal_recall",
        label="Refusal recall",
        says="questions to refuse that were refused",
        per="cases to refuse",
    ),
)

# Those that tell how well it is told what to answer and what to refuse.
REFUSAL_FIGURES = ("refusal_precision", "refusal_recall", "refused_wrongly", "answered_wrongly")

RETRIEVAL_FIGURES = (
    FigureKind(name="recall@1", label="Recall at 1", says="passages that answer among the first", per="questions"),
    FigureKind(name="recall@5", label="Recall at 5", says="passages that answer among the first five", per="questions"),
    FigureKind(
        name="recall@10", label="Recall at 10", says="passages that answer among the first ten", per="questions"
    ),
    FigureKind(name="mrr", label="MRR", says="one over the rank of the first that answers", per="questions"),
    FigureKind(
        name="ndcg@10", label="nDCG at 10", says="how near the top the passages that answer are", per="questions"
    ),
)

FIGURES = {kind.name: kind for kind in (*ANSWER_FIGURES, *RETRIEVAL_FIGURES)}
