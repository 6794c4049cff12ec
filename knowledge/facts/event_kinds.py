"""What a sentence says of a time: what happened then, and whether it has.

``event_words.csv`` has the words, each cell a regular expression. ``event_kinds.csv`` has the rules, best first: a kind
needs all the concepts of ``needs``, none of ``without``, and at most ``most_words`` words. Two concepts have no words:
"ongoing" is a time since which something goes on, "lasting" one with a length of time beside it. The clause that holds
the time counts first, then its sentence, then what stands before that: what is spoken of may stand there ("UNICEF's
recognition. It was handed over on 6 March"), what happened only where the clause is hardly more than its time.
"""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from knowledge.facts.schema import EventKind
from knowledge.facts.written_dates import date_words, joint_pattern
from knowledge.languages import find_words
from knowledge.schema import Language, Located, Span, overlap
from knowledge.tables import read_table

# A clause with no more words besides its times leaves the verb to another one.
_BARE_CLAUSE_WORDS = 2
_LABEL_WORDS = 3  # "Tunnustus: neljä vuotta", "The recognition is four-year"
# The present tense tells these ahead; of the others, headlines tell with it what has happened.
_TOLD_AHEAD = frozenset({EventKind.VISIT, EventKind.MONITORING, EventKind.OTHER})
# What is spoken of; the other concepts say what becomes of it.
_TOPICS = frozenset({"recognition", "plan", "goals", "model"})
_PSEUDO = frozenset({"ongoing", "lasting"})
_DONE = frozenset(EventKind) - {EventKind.VALIDITY, EventKind.RECOGNITION_POSSIBLE, EventKind.OTHER}

Join = Literal["and", "comma", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A sentence that gives times (dates or lengths of time).

    ``context`` is what says what it is about: the headings above it and the sentence before it.
    """

    text: str
    language: Language
    times: tuple[Located, ...]
    context: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    kind: EventKind
    needs: frozenset[str]
    without: frozenset[str]
    most_words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause, its words without the times; ``joined`` says how it follows the one before."""

    text: str
    joined: Join
    start_char: int
    end_char: int


def says(name: str, text: str, language: Language) -> bool:
    """Whether a text has words of that name in ``event_words.csv``; white space of any length is one space."""
    return _words(language)[name].search(" ".join(text.split())) is not None


def clause_of(saying: Saying, time: Located) -> Clause:
    """The clause of a sentence that holds a time."""
    return _clauses_up_to(saying, time, split_relative=False)[-1]


def kind_of(saying: Saying, time: Located, *, is_open: bool = False, has_duration: bool = False) -> EventKind:
    """What a sentence says of one of its times.

    Args:
        saying: The sentence.
        time: One of its times.
        is_open: Whether it goes on since then.
        has_duration: Whether a length of time stands beside it.
    """
    language = saying.language
    clause, sentence = clause_of(saying, time), _without_times(saying)
    words = len(find_words(sentence))
    told = {"ongoing"} if is_open else set()
    own = _concepts(clause.text, language) | told | ({"lasting"} if has_duration else set())
    # What stands elsewhere completes what the clause says of the time, or says it all for a clause without a verb.
    is_bare = _is_bare(clause.text, language)
    whole = own | _concepts(sentence if is_bare else _without_other_times(saying, clause), language)
    start = whole if is_bare else own
    actions = start - _TOPICS - (frozenset() if is_bare else _PSEUDO)
    context = _concepts(saying.context, language)
    about = whole | (context if is_bare else context & _TOPICS)
    kind = (
        _first_kind(own, own, words)
        or _first_kind(whole, start, words)
        or _first_kind(own | (_concepts(sentence, language) & _TOPICS), actions, words)
        or _first_kind(about, start if is_bare else actions, words)
    )
    if kind in _DONE and says("negation", _clauses_up_to(saying, time, split_relative=True)[-1].text, language):
        return EventKind.OTHER
    return kind or EventKind.OTHER


def kind_of_duration(saying: Saying, time: Located) -> EventKind | None:
    """What a sentence says with a length of time: how long a recognition or a plan holds, how soon one is possible.

    None where it says neither.
    """
    language = saying.language
    clause, around = clause_of(saying, time).text, f"{saying.text}\n{saying.context}"
    may_last = says("plan", around, language) and says("valid", clause, language)
    if not (may_last or says("recognition", around, language)):
        return None
    is_short = len(find_words(clause)) <= _LABEL_WORDS
    # "Two years at a time." answers a question.
    if says("valid", clause, language) or (is_short and says("valid", saying.context, language)):
        return EventKind.VALIDITY
    if says("earliest", clause, language):
        return EventKind.RECOGNITION_POSSIBLE
    is_label = is_short and says("recognition", clause, language)
    return EventKind.VALIDITY if is_label or says("granting", clause, language) else None


def is_announced(saying: Saying, time: Located, kind: EventKind, *, lasts: bool = False) -> bool:
    """Whether a sentence tells of what is ahead or what may or would be, judged by the clause that holds the time.

    Args:
        saying: The sentence.
        time: One of its times.
        kind: What it says of that time.
        lasts: Whether it is a stretch of time, of which the present tense tells what goes on.
    """
    if kind is EventKind.RECOGNITION_POSSIBLE:
        return True
    language = saying.language
    announced = "conditional" if kind is EventKind.VALIDITY else "announced"
    clauses = _clauses_up_to(saying, time, split_relative=True)
    texts = [clause.text for clause in clauses]
    if _is_bare(texts[-1], language) and not lasts:
        before = [clause.text for clause in _clauses(saying, split_relative=True) if clause.end_char <= time.start_char]
        texts = [_without_times(saying), *before, texts[-1]]
    # A clause without a verb of its own shares the one of the clause before; "In 2021, if all goes well" what follows.
    for clause in reversed(texts):
        if says(announced, clause, language):
            return True
        if says("happened", clause, language):
            return False
        if kind in _TOLD_AHEAD and not lasts and says("upcoming", clause, language):
            return True
    return False


def _first_kind(concepts: frozenset[str], start: frozenset[str], words: int) -> EventKind | None:
    """The kind of the first rule that fits concepts, one of which at least is among those to start from."""
    for rule in _rules():
        if rule.needs <= concepts and rule.needs & start and not rule.without & concepts and words <= rule.most_words:
            return rule.kind
    return None


@lru_cache(maxsize=64)
def _concepts(text: str, language: Language) -> frozenset[str]:
    names = frozenset().union(*(rule.needs | rule.without for rule in _rules())) - _PSEUDO
    return frozenset(name for name in names if says(name, text, language))


def _is_bare(clause: str, language: Language) -> bool:
    """Whether a clause is hardly more than its time, and so says elsewhere what happened."""
    has_verb = any(says(name, clause, language) for name in ("happened", "announced", "upcoming"))
    return len(find_words(clause)) <= _BARE_CLAUSE_WORDS and not has_verb


def _without_other_times(saying: Saying, clause: Clause) -> str:
    """The clause and those of its sentence that hold no time: what stands beside another time is said of that one."""
    return " ".join(
        other.text
        for other in _clauses(saying, split_relative=False)
        if other == clause or not any(overlap(other, time) for time in saying.times)
    )


@lru_cache(maxsize=8)
def _without_times(saying: Saying) -> str:
    """The sentence with spaces for its times: "in May" is no "may"."""
    letters = list(saying.text)
    for time in saying.times:
        letters[time.start_char : time.end_char] = " " * (time.end_char - time.start_char)
    return "".join(letters)


def _clauses_up_to(saying: Saying, time: Located, *, split_relative: bool) -> tuple[Clause, ...]:
    """The clause that holds a time, last, after those to which "and" joins it."""
    leading: list[Clause] = []
    for clause in _clauses(saying, split_relative=split_relative):
        if clause.joined != "and":
            leading.clear()
        leading.append(clause)
        if time.start_char < clause.end_char:
            break
    return tuple(leading)


@lru_cache(maxsize=8)
def _clauses(saying: Saying, *, split_relative: bool) -> tuple[Clause, ...]:
    """The clauses of a sentence; commas part them only where there are several times to be told apart."""
    text, gaps = _without_times(saying), _joint_gaps(saying)
    together = (*saying.times, *gaps)
    pattern = _cuts(saying.language, split_relative, len(saying.times) - len(gaps) > 1)
    clauses: list[Clause] = []
    start = 0
    join: Join = "other"
    for cut in (*pattern.finditer(saying.text), None):
        if cut is not None and any(overlap(_inside(cut), time) for time in together):
            continue
        end = len(text) if cut is None else cut.start()
        before = clauses[-1] if clauses else None
        if before is not None and join == "comma" and _is_bare(before.text, saying.language):
            # "In 2016," belongs to what follows.
            clauses[-1] = replace(before, text=before.text + " " + text[start:end], end_char=end)
        else:
            clauses.append(Clause(text=text[start:end], joined=join, start_char=start, end_char=end))
        if cut is not None:
            join = "and" if cut["and"] else "comma" if cut["comma"] else "other"
            start = cut.end()
    return tuple(clauses)


def _inside(cut: re.Match[str]) -> Span:
    return Span(start_char=cut.start(), end_char=cut.end())


def _joint_gaps(saying: Saying) -> tuple[Span, ...]:
    """What stands between two times that belong together: the "och" of "hösten och våren 2021"."""
    joint = re.compile(joint_pattern(saying.language), re.IGNORECASE)
    return tuple(
        Span(start_char=one.end_char, end_char=other.start_char)
        for one, other in pairwise(saying.times)
        if joint.fullmatch(saying.text, one.end_char, other.start_char)
    )


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            kind=EventKind(row["kind"]),
            needs=frozenset(row["needs"].split()),
            without=frozenset(row["without"].split()),
            most_words=int(row["most_words"] or 10_000),
        )
        for row in read_table("knowledge.facts", "event_kinds.csv")
    )


@cache
def _words(language: Language) -> dict[str, re.Pattern[str]]:
    return {
        row["name"]: re.compile(row[language], re.IGNORECASE)
        for row in read_table("knowledge.facts", "event_words.csv")
    }


@cache
def _cuts(language: Language, split_relative: bool, split_commas: bool) -> re.Pattern[str]:
    """What parts clauses: conjunctions, semicolons, brackets; relative pronouns and commas where asked."""
    joining = date_words("and", language)
    words = {name: _words(language)[name].pattern for name in ("conjunction", "conjunction_after_comma", "relative")}
    other = rf";\s|\s?[()]\s?|,?\s(?:{words['conjunction']})(?=\s)|,\s(?:{words['conjunction_after_comma']})(?=\s)"
    if split_relative:
        other += rf"|,?\s(?:{words['relative']})(?=\s)"
    comma = r",\s" if split_commas else "(?!)"
    return re.compile(rf"(?P<and>,?\s(?:{joining})(?=[\s,]))|(?P<other>{other})|(?P<comma>{comma})", re.IGNORECASE)
