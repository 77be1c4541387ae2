"""Adapters that a registry starts with and those that other packages announce."""

from __future__ import annotations

import threading

import pytest
from attrs import frozen

from tearsheet import Registry
from titled import Titled


class Example(Titled):
    name = "example"


class Other(Example):
    name = "other"


def test_first_adapters_are_loaded_once_and_when_first_needed():
    calls = []

    def load():
        calls.append(1)
        return [Example, Other]

    registry = Registry(load)
    assert calls == []
    assert list(registry.adapters) == ["example", "other"]
    assert list(registry.adapters) == ["example", "other"]
    assert calls == [1]


def test_an_adapter_registered_early_stands_behind_those_loaded_first():
    registry = Registry(lambda: [Example])
    registry.register(Other)
    assert list(registry.adapters) == ["example", "other"]


def test_a_second_thread_sees_all_of_the_adapters_or_waits():
    seen = []
    begun = threading.Event()

    def look():
        begun.set()
        seen.append(list(registry.adapters))

    other = threading.Thread(target=look)

    def load():
        other.start()
        assert begun.wait(10)
        other.join(0.1)
        return [Example, Other]

    registry = Registry(load)
    assert list(registry.adapters) == ["example", "other"]
    other.join(10)
    assert seen == [["example", "other"]]


@frozen
class EntryPoint:
    """As ``importlib.metadata`` has them."""

    name: str
    value: str
    thing: object
    dist: object = None

    def load(self):
        if isinstance(self.thing, BaseException):
            raise self.thing
        return self.thing


@pytest.fixture
def plugins(monkeypatch):
    """Install entry points."""

    def install(*entries: EntryPoint) -> None:
        monkeypatch.setattr(
            "importlib.metadata.entry_points", lambda *, group: entries if group == "tearsheet.adapters" else ()
        )

    return install


def test_adapters_of_other_packages_are_loaded(plugins):
    plugins(EntryPoint("example", "pkg:Example", Example), EntryPoint("other", "pkg:other", Other()))
    registry = Registry(plugins=True)
    assert list(registry.adapters) == ["example", "other"]
    assert dict(registry.broken) == {}
    assert Registry().adapters == {}


def test_a_plug_in_that_cannot_be_loaded_harms_no_other(plugins):
    plugins(
        EntryPoint("a", "pkg:a", ImportError("no module named pkg")),
        EntryPoint("b", "pkg:b", "no adapter"),
        EntryPoint("c", "pkg:c", SystemExit("no license")),
        EntryPoint("example", "pkg:Example", Example),
    )
    registry = Registry(plugins=True)
    assert list(registry.adapters) == ["example"]
    assert sorted(name.partition(" ")[0] for name in registry.broken) == ["a", "b", "c"]
    assert "no module named pkg" in " ".join(registry.broken.values())


def test_a_plug_in_cannot_take_the_name_of_a_built_in_adapter(plugins):
    class Impostor(Other):
        name = "example"

    plugins(EntryPoint("example", "evil:Impostor", Impostor))
    registry = Registry(lambda: [Example, Other], plugins=True)
    assert type(registry.adapters["example"]) is Example
    assert list(registry.adapters) == ["example", "other"]
    assert "evil:Impostor" in " ".join(registry.broken)


def test_built_in_adapters_are_asked_before_plug_ins(plugins):
    plugins(EntryPoint("other", "pkg:Other", Other))
    assert list(Registry(lambda: [Example], plugins=True).adapters) == ["example", "other"]


def test_a_plug_in_that_asks_a_page_wrongly_harms_no_other(plugins):
    class Wrong(Other):
        signature = None

        def recognise(self, page):
            return bool(page.css("div["))

    class Knowing(Example):
        hosts = ("example.com",)

    plugins(EntryPoint("a", "pkg:Wrong", Wrong), EntryPoint("b", "pkg:Knowing", Knowing))
    registry = Registry(plugins=True)
    url = "https://example.com/"
    assert registry.parse("<p>A title</p>", url).title == "A title"
    said = {answer.adapter: answer.reason for answer in registry.explain("<p>A title</p>", url)}
    assert said["other"].startswith("broken: recognise() raised InputError: not a CSS selector")
