"""What we write, with nasty strings everywhere, in a real browser whose network is refused: nothing runs, nothing loads.

Needs ``pip install 'tearsheet[browser]'`` and an installed Chromium or Chrome; skipped, saying so, without them. What needs
none, the check of every element and attribute, is in test_nasty.py and always runs.
"""

from __future__ import annotations

import html as stdlib_html

import pytest

import tearsheet
from nasty import NASTY
from tearsheet.authoring.report import render as report
from tearsheet.outputs import render
from test_nasty import everywhere

pytest.importorskip("playwright.sync_api", reason="playwright is not here: pip install 'tearsheet[browser]'")

from test_show_browser import browser  # noqa: F401 - a fixture

OWNED = "for (const name of ['alert', 'open', 'fetch', 'eval']) window[name] = () => { window.owned = name }"


def documents():
    for name, nasty in NASTY.items():
        words = nasty.encode("utf-8", "replace").decode()
        yield f"html of {name}", render(everywhere(nasty), "html")
        escaped = stdlib_html.escape(words)
        page = (
            f"<title>{escaped}</title><h1>{escaped} and a title</h1><p class=author>{escaped}</p><article><p>The words of a "
            f'story, <a href="{escaped}">{escaped}</a>, stand here and go on for a while.</p><p>{escaped}</p></article>'
        )
        yield f"report of {name}", report(tearsheet.read_all(page, url="https://a.example/1"), name=nasty)


def test_nothing_runs_and_nothing_but_pictures_is_asked_for(browser, tmp_path):  # noqa: F811
    context = browser.new_context()
    context.add_init_script(OWNED)
    path = tmp_path / "document.html"
    asked, said = [], []

    def refuse(route):
        request = route.request
        if request.url.partition("#")[0] == path.as_uri():
            route.continue_()
            return
        asked.append((request.resource_type, request.url))
        route.abort()

    context.route("**/*", refuse)
    tab = context.new_page()
    tab.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    tab.on("pageerror", lambda error: said.append(str(error)))
    for name, written in documents():
        path.write_text(written, "utf-8", "replace")
        asked.clear()
        tab.goto(path.as_uri())
        assert tab.evaluate("window.owned") is None, name
        assert said == [], name
        kinds = {kind for kind, _ in asked}
        assert kinds <= ({"image"} if name.startswith("html") else set()), (name, asked)
        assert tab.url.partition("#")[0] == path.as_uri(), name
    context.close()
