"""The report in a real browser: no script error, no barrier that axe finds, and what lights what.

Needs ``pip install 'tearsheet[browser]'`` and an installed Chromium or Chrome; skipped, saying so, without them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from shown import account, everything
from tearsheet.authoring.report import render

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not here: pip install 'tearsheet[browser]'")
axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="axe is not here: pip install 'tearsheet[browser]'"
)

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
SHOWN = [
    "ai-news-card/html-semantic",
    "westca/html-article-with-comments",
    "xishuta/html-www-semantic",
    "text-export/three-articles",
]
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    if CHROMIUM is None:
        pytest.skip("no Chromium and no Chrome is installed here")
    # Chromium's sandbox refuses to run as root, which is what containers run as.
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"] if as_root else [])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def reports(cases, tmp_path_factory) -> dict[str, Path]:
    """Written reports by name: of fixtures, of a page with every field, of one that breaks off, of a long one."""
    folder = tmp_path_factory.mktemp("reports")
    shown = {str(case): account(case) for case in cases if str(case) in SHOWN}
    shown["everything"] = everything()
    shown["broken"] = everything("title: t\nsome words\n-ad: x\nstop: now\nbody: never")
    long = "".join(
        f"-ad: {n}\nbody@en: paragraph {n} {'of many words ' * 30}\n{'' if n % 50 else 'what is this'}\n"
        for n in range(500)
    )
    shown["long"] = everything(f"title: t\n{long}")
    few = "".join(f"-ad: {n}\nbody@en: paragraph {n}\n" for n in range(24))
    shown["tall"] = everything(f"title: t\n{few}\nwhat is this\n{few}")
    paths = {}
    for name, each in shown.items():
        paths[name] = folder / f"{name.replace('/', '-')}.html"
        paths[name].write_text(render(each), encoding="utf-8")
    return paths


@pytest.fixture(scope="module")
def tab(browser):
    return browser.new_page()


@pytest.fixture
def show(tab, reports):
    """Opens a report; what the script or the policy complains of fails the test, as does any request."""
    complaints = []
    addresses = {path.as_uri() for path in reports.values()}
    listeners = {
        "console": lambda message: complaints.append(message.text),
        "pageerror": lambda error: complaints.append(str(error)),
        "request": lambda request: request.url.partition("#")[0] in addresses or complaints.append(request.url),
    }
    for event, listener in listeners.items():
        tab.on(event, listener)

    def open_report(name: str, *, scheme: str = "light", size: dict[str, int] = WIDE):
        tab.set_viewport_size(size)
        tab.emulate_media(color_scheme=scheme, media="screen")
        tab.mouse.move(0, 0)
        tab.goto(reports[name].as_uri())
        return tab

    yield open_report
    for event, listener in listeners.items():
        tab.remove_listener(event, listener)
    assert complaints == []


def lit(page) -> set[str]:
    """Keys of what is lit."""
    return set(page.eval_on_selector_all(".lit", "all => all.map(each => each.dataset.f)"))


def lit_lines(page) -> list[int]:
    return page.eval_on_selector_all(".part.lit", "all => all.map(each => +each.closest('.line').id.slice(1))")


def focused(page) -> str:
    return page.evaluate("document.activeElement.id")


def control(page, role: str):
    return page.locator(f'#article button.name:text-is("{role}")')


# -- for everybody ---------------------------------------------------------------------------------------------------


def barriers(page, **options: object) -> dict[str, list[str]]:
    found = axe.Axe().run(page, options=options).response
    assert "color-contrast" in {each["id"] for each in found["passes"]}
    return {each["id"]: [node["html"] for node in each["nodes"]] for each in found["violations"]}


@pytest.mark.parametrize(
    ("name", "size"), [*((name, WIDE) for name in [*SHOWN, "broken"]), ("everything", NARROW)], ids=str
)
def test_axe_finds_no_barrier(show, name, size):
    page = show(name, size=size)
    # What is out of sight is not laid out, and axe would not judge it.
    page.evaluate("document.styleSheets[0].insertRule('.line, .block { content-visibility: visible !important }', 0)")
    page.locator("#article button.name").first.click()
    assert barriers(page) == {}
    page.emulate_media(color_scheme="dark")
    assert barriers(page, runOnly=["color-contrast"]) == {}


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", [*SHOWN, "everything"])
def test_nothing_is_wider_than_the_window(show, name, size):
    page = show(name, size=size)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_the_schemes_differ(show):
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = show("everything").evaluate(ground)
    assert light != show("everything", scheme="dark").evaluate(ground)


def test_print_is_light_and_whole(show):
    page = show("long", scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('#L900')).contentVisibility") == "visible"
    assert page.evaluate("getComputedStyle(document.querySelector('.bar button')).display") == "none"
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
    red = page.evaluate("getComputedStyle(document.querySelector('.part.k-body')).backgroundColor.match(/\\d+/)[0]")
    assert int(red) > 200


def test_without_scripts_everything_is_there(browser, reports):
    page = browser.new_page(java_script_enabled=False)
    page.goto(reports["everything"].as_uri())
    assert page.locator("li.line").count() > 10
    page.locator(".jumps a").first.click()
    assert page.url.endswith("#u1")
    page.close()


# -- what lights what ------------------------------------------------------------------------------------------------


def test_hovering_a_field_lights_its_lines_and_no_others(show):
    page = show("ai-news-card/html-semantic")
    control(page, "published").hover()
    wanted = page.eval_on_selector_all(
        ".part", "all => all.filter(e => e.querySelector('.role').textContent === 'published').map(e => e.dataset.f)"
    )
    assert lit(page) == set(wanted)
    assert len(lit_lines(page)) == len(wanted)
    page.mouse.move(2, 2)
    assert lit(page) == set()


def test_hovering_a_part_of_a_line_lights_its_field(show):
    page = show("ai-news-card/html-semantic")
    part = page.locator('.part:has(button:text-is("title@zh-Hans"))')
    part.hover()
    assert page.locator("button.name.lit").all_text_contents() == ["title@zh-Hans"]
    assert lit_lines(page) == [2]


def test_hovering_a_value_lights_its_lines(show):
    page = show("ai-news-card/html-semantic")
    page.locator(".field.title .value").first.hover()
    assert page.locator("button.name.lit").all_text_contents() == ["title@en"]


def test_focus_lights_as_hovering_does(show):
    page = show("westca/html-article-with-comments")
    control(page, "body").focus()
    assert lit_lines(page) == list(range(6, 14))
    page.keyboard.press("Tab")
    assert lit_lines(page) == list(range(6, 14)), "the links to its lines are still in the field"


def test_a_dropped_rule_lights_its_lines(show):
    page = show("westca/html-article-with-comments")
    control(page, "navigation").hover()
    assert lit_lines(page) == [1, 2, 3]


def test_a_click_pins_and_escape_unpins(show):
    page = show("ai-news-card/html-semantic")
    published = control(page, "published")
    published.click()
    page.mouse.move(2, 2)
    page.locator("h1").click()
    assert published.get_attribute("aria-pressed") == "true"
    assert lit_lines(page) == [1]
    assert "published: line 1" in page.locator("[role=status]").text_content()
    assert page.locator('.part [aria-pressed="true"]').count() == 1
    control(page, "updated").click()
    assert published.get_attribute("aria-pressed") == "false"
    page.keyboard.press("Escape")
    page.mouse.move(2, 2)
    page.evaluate("document.activeElement.blur()")
    assert page.locator('[aria-pressed="true"]').count() == 0
    assert lit(page) == set()
    assert page.locator("#unpin").is_hidden()


def test_a_click_on_a_part_brings_its_field_into_sight(show):
    page = show("westca/html-article-with-comments")
    name = control(page, "comments[2].author")
    assert not in_sight(name)
    page.locator('.part:has(button:text-is("comments[2].author"))').click()
    assert in_sight(name)


def test_a_click_on_a_field_brings_its_lines_into_sight(show):
    page = show("long")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    control(page, "title").click()
    assert in_sight(page.locator("#L1"))


def in_sight(locator) -> bool:
    """Whether it is in the window, once what comes into sight has taken its own height."""
    locator.page.evaluate("async () => { for (let n = 0; n < 8; n++) await new Promise(requestAnimationFrame) }")
    box = locator.bounding_box()
    return box is not None and box["y"] >= 40 and box["y"] < locator.page.viewport_size["height"] - 16


def test_focus_alone_does_not_scroll_the_page(show):
    page = show("long")
    page.evaluate("scrollTo(0, 3000)")
    before = page.evaluate("scrollY")
    control(page, "title").focus()
    assert page.evaluate("scrollY") == before
    assert lit_lines(page) == [1]


# -- the keyboard ----------------------------------------------------------------------------------------------------


def test_n_and_p_step_through_what_is_unexplained_and_around(show):
    page = show("everything")
    seen = []
    for key in "nnnnpp":
        page.keyboard.press(key)
        seen.append(focused(page))
    assert seen == ["u1", "u2", "u3", "u1", "u3", "u2"]


def test_p_begins_at_the_last(show):
    page = show("everything")
    page.keyboard.press("p")
    assert focused(page) == "u3"


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_stepping_brings_a_part_far_below_into_sight(show, size):
    page = show("long", size=size)
    for key in "pnnnn":
        page.keyboard.press(key)
        assert in_sight(page.locator(f"#{focused(page)}")), focused(page)
    for _ in range(4):
        page.keyboard.press("p")
    page.locator("#previous").click()
    assert focused(page) == "u9"


def test_stepping_finds_a_part_among_lines_that_take_their_height_late(show):
    page = show("tall", size={"width": 390, "height": 1400})
    page.keyboard.press("n")
    assert in_sight(page.locator("#u1"))


def test_the_keys_can_be_switched_off_and_leave_shortcuts_alone(show):
    page = show("everything")
    page.keyboard.press("Control+p")
    assert focused(page) == ""
    page.locator("#keys").uncheck()
    page.keyboard.press("n")
    assert focused(page) == "keys"


def test_enter_pins_the_focused_field(show):
    page = show("ai-news-card/html-semantic")
    control(page, "published").focus()
    page.keyboard.press("Enter")
    assert control(page, "published").get_attribute("aria-pressed") == "true"
    page.keyboard.press("Enter")
    assert control(page, "published").get_attribute("aria-pressed") == "false"


def test_the_lines_are_one_stop_and_arrows_go_through_them(show):
    page = show("ai-news-card/html-semantic")
    assert page.locator('.part button[tabindex="0"]').count() == 1
    first = page.locator(".part button").first
    first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "site@zh-Hans"
    assert lit_lines(page) == [1]
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement === [...document.querySelectorAll('.part button')].at(-1)")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement === [...document.querySelectorAll('.part button')].at(-1)")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.textContent") == "site@en"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#article') !== null"), "Tab goes on to the article"


def test_the_first_tab_leads_to_the_lines(show):
    page = show("everything")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused(page) == "page"
