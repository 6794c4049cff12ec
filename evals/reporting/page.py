"""The report as one HTML file that needs nothing else: no script, font or picture is fetched from anywhere."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.schema import Answer
from evals.figures import FIGURES
from evals.reporting import wording
from evals.reporting.markup import render_answer
from evals.reporting.page_content import arrange, gain
from evals.schema import CaseReport, CaseResult, Comparison, Outcome, Report
from knowledge.display import display_text

_FOLDER = Path(__file__).parent
# Controls, marks that turn the order of what follows, and halves of characters, which no file can hold.
_NOT_FOR_A_PAGE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_WEB_ADDRESS = re.compile(r"https?://[^\s]+", re.IGNORECASE)
# Choices of outcome that are no outcome; page.js knows them by these names.
_MORE_OUTCOMES = (("failures", "All but right"), ("flawed", "Right, with flaws"))


def render_page(report: Report, comparison: Comparison | None = None) -> str:
    """The page: the same report always gives the same text.

    Nothing that a question, an answer or a page of a municipality holds takes effect as HTML.
    """
    content = arrange(report, comparison)
    script = _read("page.js")
    page = (
        _environment()
        .get_template("page.html.jinja")
        .render(
            report=report,
            content=content,
            cases=content.cases,
            has_plain=len(content.outcomes) > 1,
            style=_read("page.css"),
            script=script,
            script_digest=b64encode(sha256(script.encode()).digest()).decode(),
        )
    )
    return _NOT_FOR_A_PAGE.sub("", page)


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        kinds=FIGURES,
        language_names=wording.LANGUAGE_NAMES,
        topic_names=wording.TOPIC_NAMES,
        trait_names=wording.TRAIT_NAMES,
        split_names=wording.SPLIT_NAMES,
        outcome_names=wording.OUTCOME_NAMES,
        outcome_meanings=wording.OUTCOME_MEANINGS,
        outcome_choices=(*_MORE_OUTCOMES, *((o.value, wording.OUTCOME_NAMES[o]) for o in Outcome)),
        expected=wording.EXPECTED,
        given=wording.GIVEN,
        faults=wording.FAULTS,
    )
    environment.filters.update(
        answer_html=_answer_html,
        capitalize_first=lambda text: text[:1].upper() + text[1:],
        case_anchor=_case_anchor,
        count=wording.count,
        date=wording.date,
        display=display_text,
        duration=wording.duration,
        explain=_explain,
        gain=gain,
        interval=wording.interval,
        is_web_address=lambda address: _WEB_ADDRESS.fullmatch(address) is not None,
        measured=wording.measured,
        moment=wording.moment,
        percent=wording.percent,
        scope_name=wording.scope_name,
    )
    return environment


def _answer_html(answer: Answer, anchor: str) -> str:
    return render_answer(answer.text, anchor=anchor, numbers=[citation.number for citation in answer.citations])


def _case_anchor(case_id: str) -> str:
    # Encoded, for an id may hold anything and an anchor no space; browsers look for it as it is written.
    return f"case-{quote(case_id, safe='', errors='replace')}"


def _explain(result: CaseResult, report: CaseReport) -> str:
    return wording.explain(result, expected=report.expected, language=report.language)
