"""Texts that are held for a while."""

from bot.web.staff.page_drafts import KEPT_SECONDS, MAX_DRAFTS, PageDraft, PageDrafts
from bot.web.staff.page_form import PageForm
from tests.bot.web.staff.staff_app import Clock


def make_draft(text: str = "Kemi", account: str = "anna") -> PageDraft:
    return PageDraft(account=account, text=text, suffix=".md", form=PageForm(), page=None)


def test_found_by_its_key_and_account_only() -> None:
    drafts = PageDrafts()
    key = drafts.keep(make_draft())
    assert drafts.find("anna", key) == make_draft()
    assert drafts.find("bertil", key) is None
    assert drafts.find("anna", "") is None


def test_keys_differ() -> None:
    drafts = PageDrafts()
    assert len({drafts.keep(make_draft()) for _ in range(MAX_DRAFTS)}) == MAX_DRAFTS


def test_the_oldest_make_way() -> None:
    drafts = PageDrafts()
    keys = [drafts.keep(make_draft(str(number))) for number in range(MAX_DRAFTS + 2)]
    assert [drafts.find("anna", key) is None for key in keys[:3]] == [True, True, False]
    assert drafts.find("anna", keys[-1]) == make_draft(str(MAX_DRAFTS + 1))


def test_forgotten_after_a_while() -> None:
    clock = Clock()
    drafts = PageDrafts(clock)
    key = drafts.keep(make_draft())
    clock.now += KEPT_SECONDS - 1
    assert drafts.find("anna", key) is not None
    clock.now += 1
    assert drafts.find("anna", key) is None


def test_dropped() -> None:
    drafts = PageDrafts()
    key = drafts.keep(make_draft())
    drafts.drop(key)
    drafts.drop(key)
    assert drafts.find("anna", key) is None
