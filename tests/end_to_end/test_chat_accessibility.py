"""The chat in a real browser, for who uses no mouse, sees nothing, has a small screen or wants nothing to move."""

import pytest
from playwright.sync_api import Route, expect

from tests.end_to_end.windows import Windows, ask, find_barriers, scrolls_sideways

_GOALS = {"fi": "Mitkä ovat Imatran tavoitteet?", "en": "What are the goals of Imatra?"}
_COMPARED = "Compare the goals of Helsinki and Imatra"
_CONTACT = "Kehen otan yhteyttä Imatralla?"
_QUEUE = "**/queue/gradio_api/call/ask"


# Whether the focus can be seen, and what has it.
_FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const onScreen = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const above = document.elementFromPoint(box.left + box.width / 2, Math.max(box.top + 4, 1));
  const covered = !!above?.closest("#box") && !element.closest("#box");
  if (!element.dataset.walked) element.dataset.walked = String(window.walked = (window.walked || 0) + 1);
  return { number: Number(element.dataset.walked), seen: outlined && onScreen && !covered };
}"""
_REACHABLE = "a[href], button:not([disabled]), input:not([type=hidden]), textarea, select, summary"


def test_everything_is_reached_by_keyboard_in_order(windows: Windows) -> None:
    # Where the page glides to what has the focus, that is out of sight for a moment.
    page = windows.open(language="fi-FI", reduced_motion="reduce")
    page.keyboard.type(_CONTACT)
    page.keyboard.press("Enter")
    expect(page.locator(".turn .answer")).to_be_visible()
    # To the very first link, from the box, which has the focus.
    for _ in range(100):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('.skip-link')"):
            break
    unseen, last = [], 0
    for _ in range(200):
        focused = page.evaluate(_FOCUSED)
        if focused is None or focused["number"] <= last:
            break
        last = focused["number"]
        if not focused["seen"]:
            unseen.append(page.evaluate("document.activeElement.outerHTML"))
        page.keyboard.press("Tab")
    else:
        pytest.fail("the end of the page was never reached")
    assert unseen == [], "the focus could not be seen"
    missed = [
        element.evaluate("element => element.outerHTML")
        for element in page.locator(_REACHABLE).all()
        if element.is_visible() and not element.get_attribute("data-walked")
    ]
    assert missed == []
    # What was walked over first stands first.
    selectors = (".skip-link", ".language-switch a", ".marker", ".source-links a", "button[value=up]", "#question")
    order = [int(page.locator(selector).first.get_attribute("data-walked") or 0) for selector in selectors]
    assert order == sorted(order) and 0 not in order


def test_conversation_by_keyboard_alone(windows: Windows) -> None:
    page = windows.open()
    page.keyboard.type(_COMPARED)
    page.keyboard.press("Enter")
    expect(page.locator(".turn .answer")).to_be_visible()
    page.locator(".marker").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".source").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".source").first.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("mark#quote")).to_be_visible()
    page.go_back()
    page.locator("button[value=up]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_be_focused()


def test_skip_link_leads_to_the_content(windows: Windows) -> None:
    page = windows.open("/documents/imatra/lapsiystavallinen-kunta.en")
    page.keyboard.press("Tab")
    skip = page.locator(".skip-link")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_new_answers_are_announced(windows: Windows) -> None:
    page = windows.open()
    status = page.get_by_role("status").first
    assert status.inner_text() == ""
    turn = ask(page, "Who is the contact person in Lohja?")
    expect(status).to_contain_text("Juha-Pekka Lehmus")
    ask(page, _GOALS["fi"])
    expect(status).not_to_contain_text("Juha-Pekka Lehmus")
    assert "Juha-Pekka Lehmus" in turn.locator(".answer-text").inner_text()


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_for_who_wants_no_motion(windows: Windows, motion: str) -> None:
    page = windows.open(reduced_motion=motion)
    held: list[Route] = []
    page.route(_QUEUE, lambda route: held.append(route))
    page.locator("#question").fill(_GOALS["en"])
    page.locator("#send").click()
    expect(page.locator(".turn .stage")).to_have_count(1)
    moving = page.evaluate("document.getAnimations().length > 0")
    smooth = page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "smooth"
    assert (moving, smooth) == ((False, False) if motion == "reduce" else (True, True))
    held[0].continue_()
    expect(page.locator(".turn .answer")).to_be_visible()


# At twice the size, a window of 1,280 pixels is 640 wide for the page.
@pytest.mark.parametrize(("width", "scale"), [(320, 1), (360, 3), (640, 2)])
def test_nothing_needs_scrolling_sideways(windows: Windows, width: int, scale: int) -> None:
    page = windows.open(language="fi-FI", width=width, device_scale_factor=scale)
    assert not scrolls_sideways(page)
    for question in (_CONTACT, "Porin aikajana", "Vertaa Helsingin ja Imatran tavoitteita", "Mikä on sää?" + "å" * 300):
        turn = ask(page, question)
        for details in turn.locator("details").all():
            details.evaluate("details => { details.open = true; }")
        assert not scrolls_sideways(page), question
    page.goto(f"{windows.address}/documents/pori/lapsiystavallinen-kunta.fi")
    assert not scrolls_sideways(page)


def test_axe_finds_nothing_in_a_conversation(windows: Windows) -> None:
    page = windows.open(language="fi-FI")
    found = find_barriers(page)
    ask(page, _CONTACT)
    ask(page, "Porin aikajana")
    ask(page, "Vertaa Helsingin ja Imatran tavoitteita").locator(".marker").last.click()
    ask(page, "What are the goals of Lohja?")
    ask(page, "Onko Tampereella tavoitteita?").locator("summary").click()
    found += find_barriers(page)
    assert found == []


@pytest.mark.parametrize(
    "path",
    [
        "/documents/imatra/lapsiystavallinen-kunta.fi?from=200&to=300",
        "/no-such-page",
        "/demo",
        "/?frame=1&lang=en",
    ],
)
def test_axe_finds_nothing_in_the_other_views(windows: Windows, path: str) -> None:
    assert find_barriers(windows.open(path, language="sv-FI")) == []
