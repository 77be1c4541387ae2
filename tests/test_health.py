"""Health says what is wrong with an adapter, since when, and keeps still when nothing is."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import tearsheet
from drawn import DRAW, fewer
from markup import Pen
from tearsheet import Adapter, Article, Block, Edition, FormatError, InputError, NoAdapterError, Page, Registry
from tearsheet.authoring.health import (
    Observation,
    Profile,
    Tallies,
    Tally,
    diagnose,
    judge,
    load_profile,
    observe,
    profile_path,
    save_profile,
)
from tearsheet.authoring.health.plots import html, svg
from tearsheet.authoring.health.profile import bin_of, length_in
from tearsheet.authoring.health.report import to_json
from tearsheet.authoring.health.sample import SAMPLE
from tearsheet.authoring.health.statistics import at_least, largest_share, most_alike, repeated

# -- a site that can be made to drift --------------------------------------------------------------------------------

START = date(2026, 3, 1)
WORDS = [
    "harbour",
    "rain",
    "bridge",
    "ferry",
    "council",
    "market",
    "lantern",
    "orchard",
    "signal",
    "tide",
    "museum",
    "kitchen",
]
NAMES = ("Ada Quill", "Ben Moss", "Cy Farrow", "Dee Lark", "Eli Stone", "Flo Marsh")


class Gazette(Adapter):
    name = "gazette"
    hosts = ("gazette.example",)

    def read(self, reader):
        page = reader.page

        def text(selector: str) -> str | None:
            found = page.css(selector)
            if not found:
                return None
            words = " ".join(found[0].text().split())
            for line in reader.lines:
                if line.text == words and not reader.ledger.touched(line):
                    reader.take(line, selector)
                    break
            return words

        title = text("h1") or reader.fail("title", "no h1")
        body = []
        for node in page.css("div.story p"):
            words = " ".join(node.text().split())
            line = next(each for each in reader.lines if each.text == words)
            reader.take(line, "body")
            body.append(Block(text=words))
        said, author, tag = text(".when"), text(".by"), text(".tag")
        published = reader.moment(said) if said else None
        edition = Edition(language="en", title=title, body=tuple(body), tags=(tag,) if tag else (), site="The Gazette")
        return Article(adapter=self.name, editions=(edition,), published=published, authors=(author,) if author else ())


REGISTRY = Registry(lambda: (Gazette,))


def sentence(random: Random, words: int) -> str:
    return " ".join(random.choices(WORDS, k=words)).capitalize() + f" {random.randrange(10**6)}."


def gazette(random: Random, when: datetime, **drift) -> str:
    """A page; *drift* says what is other than it was."""
    title = drift.get("title") or sentence(random, random.randrange(4, 9))
    published = drift.get("published") or (when - timedelta(minutes=random.randrange(60, 1200))).strftime(
        "%Y-%m-%d %H:%M UTC"
    )
    author = drift.get("author") or random.choice(NAMES)
    stories = [sentence(random, random.randrange(12, 40)) for _ in range(random.randrange(6, 14))]
    if drift.get("half"):
        stories = stories[: len(stories) // 2]
    if drift.get("last"):
        stories.append(drift["last"])
    paragraphs = "".join(f"<p>{each}</p>" for each in stories)
    tag = f'<p class="tag">{random.choice(WORDS)}</p>' if random.random() < 0.5 else ""
    when_class = drift.get("when_class", "when")
    page = (
        f'<h1>{title}</h1><p class="{when_class}">{published}</p><p class="by">{author}</p>'
        f'<div class="story">{paragraphs}</div>{tag}'
    )
    if drift.get("replaced"):
        page = page.replace("h1>", "h2>").replace("story", "x7f")
    if drift.get("unclaimed"):
        page = page.replace("story", "x7f")
    return page if not drift.get("garbled") else page.replace("ha", "ï¿½ã€‚ï¼Œ\ufffd")


def captures(seed: int, days: int, each: int, drift: Callable[[int, Random], dict] = lambda day, random: {}) -> Tallies:
    random = Random(seed)
    tallies = Tallies()
    for day in range(days):
        for number in range(each):
            when = datetime.combine(START + timedelta(day), datetime.min.time(), UTC) + timedelta(hours=21)
            url = f"https://gazette.example/{seed}/{day}/{number}"
            page = Page(gazette(random, when, **drift(day, random)), url=url, captured_at=when)
            for seen in observe(page, REGISTRY):
                tallies.add(seen)
    return tallies


def days_of(tallies: Tallies) -> dict:
    ((_, days),) = tallies
    return days


@pytest.fixture(scope="module")
def profile() -> Profile:
    return Profile.of("gazette", days_of(captures(1, 8, 20)).values())


def seen_as(profile, drift, *, days: int = 8, each: int = 12, seed: int = 2):
    return diagnose(days_of(captures(seed, days, each, drift)), profile)


def from_day(first: int, share: float = 1.0, **drift):
    return lambda day, random: drift if day >= first and random.random() < share else {}


def found(health) -> set[tuple[str, str]]:
    return {(finding.check, finding.field) for finding in health.verdict.findings}


# -- false alarms ----------------------------------------------------------------------------------------------------


def halves(pages: list[Observation], random: Random) -> tuple[Profile, dict]:
    pages = random.sample(pages, len(pages))
    first, second = Tallies(pages[: len(pages) // 2]), Tallies(pages[len(pages) // 2 :])
    return Profile.of(pages[0].adapter, days_of(first).values()), days_of(second)


def alarms(pages: list[Observation], times: int, seed: int, *, blank: bool = True, few: bool = True) -> list[object]:
    random = Random(seed)
    states: Counter[str] = Counter()
    wrong: list[object] = []
    for _ in range(times):
        known, days = halves(pages, random)
        for profile in (known, None) if blank else (known,):
            health = diagnose(days, profile)
            states[health.verdict.state] += 1
            wrong += [*health.verdict.findings, *health.past, *(f for _, v in health.days.values() for f in v.findings)]
    assert few or set(states) == {"OK"}
    return wrong


@pytest.fixture(scope="module")
def fixtures_seen(cases) -> dict[str, list[Observation]]:
    seen: dict[str, list[Observation]] = {}
    for case in cases:
        for observation in observe(Page(case.data, **case.about), tearsheet.registry, name=str(case)):
            seen.setdefault(observation.adapter, []).append(observation)
    return seen


@pytest.mark.parametrize("adapter", sorted(DRAW))
def test_no_half_of_the_fixtures_is_ill_by_the_other(fixtures_seen, adapter):
    pages = fixtures_seen[adapter]
    assert len(pages) > 5
    assert all(page.error is None for page in pages)
    assert alarms(pages, 200, seed=7) == []
    undated = [evolve(page, day=None) for page in pages]
    assert alarms(undated, 200, seed=8) == []


class Seeded(Pen):
    """A pen that draws without Hypothesis."""

    def __init__(self, seed: int) -> None:
        self._choice = Random(seed)
        super().__init__(lambda strategy: seed)

    def pick(self, *options):
        return self._choice.choice(options)


@pytest.mark.parametrize("adapter", sorted(DRAW))
def test_no_half_of_drawn_pages_is_ill_by_the_other(cases, adapter):
    stories = [tearsheet.parse(case.data) for case in cases if case.adapter == adapter and not case.several]
    stories = [story for story in stories if story.layout in {None, "article"}]
    pages = []
    for seed in range(64):
        pen = Seeded(seed)
        story = evolve(fewer(pen, stories[seed % len(stories)]), url=None)
        when = datetime(2026, 3, 1 + seed % 4, 12, tzinfo=UTC)
        page = Page(DRAW[adapter](pen, story), url=f"https://drawn.example/{seed}", captured_at=when)
        pages += observe(page, tearsheet.registry, adapter=adapter)
    # The dates of the stories are their own: only what is drawn is to be looked at.
    pages = [evolve(page, out_of_order=None) for page in pages]
    # There are few stories, so a profile must know that titles repeat.
    assert alarms(pages, 50, seed=9, blank=False, few=False) == []


def test_a_site_that_stays_as_it_is_is_never_ill(profile):
    for seed in range(10, 22):
        health = seen_as(profile, lambda day, random: {}, seed=seed, days=5, each=7)
        assert (health.verdict.state, health.verdict.findings, health.past) == ("OK", (), ())


def test_one_bad_page_of_two_hundred_is_no_illness(profile):
    def one(day, random, once=[True]):  # noqa: B006
        return {"replaced": once.pop()} if once else {}

    health = seen_as(profile, one, days=5, each=40)
    assert health.verdict.state == "OK"
    assert sum(sum(tally.errors.values()) for tally, _ in health.days.values()) == 1


# -- drift -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("drift", "check", "field"),
    [
        ({"when_class": "x9"}, "missing", "published"),
        ({"title": "Latest stories"}, "repeated", "title"),
        ({"title": "The Gazette"}, "site name", "title"),
        ({"published": "2026-02-28 09:00 UTC"}, "repeated", "published"),
        ({"published": "2027-01-01 09:00 UTC"}, "order", "published"),
        ({"published": "2019-05-05"}, "stale", "published"),
        ({"published": "2031-05-05"}, "order", "published"),
        ({"author": "Staff"}, "repeated", "authors"),
        ({"half": True}, "shorter", "body"),
        ({"last": "Follow us for more."}, "repeated", "body.last"),
        ({"garbled": True}, "garbled", "page"),
    ],
)
@pytest.mark.parametrize("first", [0, 5])
def test_drift_is_found_with_its_field_and_its_day(profile, drift, check, field, first):
    health = seen_as(profile, from_day(first, **drift))
    assert health.verdict.state == "DEGRADED"
    assert (check, field) in found(health)
    finding = next(each for each in health.verdict.findings if each.check == check)
    assert finding.since == START + timedelta(first)
    assert finding.until is None
    assert len(set(finding.examples)) == 3
    assert all(int(name.split("/")[-2]) >= first for name in finding.examples)


def test_a_field_that_vanishes_is_all_that_is_found(profile):
    health = seen_as(profile, from_day(5, when_class="x9"))
    assert found(health) == {("missing", "published")}
    states = [verdict.state for _, verdict in health.days.values()]
    assert states == ["OK"] * 5 + ["DEGRADED"] * 3


def test_a_few_titles_on_many_pages_are_found(profile):
    def section(day, random):
        return {"title": random.choice(WORDS)} if day >= 4 else {}

    health = seen_as(profile, section)
    assert ("repeated", "title") in found(health)


def test_a_required_field_that_vanishes_is_a_wrong_layout_that_names_it(profile):
    health = seen_as(profile, from_day(6, replaced=True))
    assert health.verdict.state == "WRONG LAYOUT"
    finding = health.verdict.findings[0]
    assert (finding.check, finding.field, finding.since) == ("failing", "title", START + timedelta(6))
    assert "ParseError: title" in finding.says


def test_pages_that_are_no_longer_understood_are_a_wrong_layout(profile):
    health = seen_as(profile, from_day(6, unclaimed=True))
    assert health.verdict.state == "WRONG LAYOUT"
    assert ("mostly unexplained", "page") in found(health)


def test_mojibake_that_rises_is_found(profile):
    health = seen_as(profile, lambda day, random: {"garbled": random.random() < day / 20}, days=10, each=20)
    finding = next(each for each in health.verdict.findings if each.check == "garbled")
    assert START < finding.since < START + timedelta(7)


def test_a_slow_leak_is_found(profile):
    """One page in a hundred more each day: no day shows it."""
    leak = {"when_class": "x9"}
    health = seen_as(profile, lambda day, random: leak if random.random() < day / 100 else {}, days=16, each=15)
    assert found(health) == {("missing", "published")}
    assert all(verdict.state != "WRONG LAYOUT" for _, verdict in health.days.values())


def test_a_large_profile_does_not_make_small_changes_illnesses():
    """Days of a site differ by more than chance, however many pages are known."""
    known = Profile(adapter="a", pages=10**6, filled={"title": 10**6, "tags": 10**6})

    def day(lost: int) -> Tally:
        filled = [frozenset({"title"} if number < lost else {"title", "tags"}) for number in range(200)]
        return Tally("a", [Observation(adapter="a", day=START, key=n, filled=each) for n, each in enumerate(filled)])

    assert judge(day(13), known, questions=100).state == "OK"
    assert judge(day(40), known, questions=100).state == "DEGRADED"


def altered(tallies: Tallies, change: Callable[[Observation, int], Observation]) -> dict:
    return {
        day: Tally("gazette", [change(page, number) for number, page in enumerate(tally.pages)])
        for day, tally in days_of(tallies).items()
    }


def test_a_language_that_is_lost_is_found(profile):
    health = diagnose(altered(captures(2, 4, 12), lambda page, number: evolve(page, languages="zh-Hans")), profile)
    assert {field for _, field in found(health)} == {"language"}
    mixed = Profile.of("gazette", altered(captures(1, 8, 20), _every_second_in_chinese).values())
    assert diagnose(altered(captures(2, 4, 12), _every_second_in_chinese), mixed).verdict.state == "OK"
    health = diagnose(days_of(captures(2, 4, 12)), mixed)
    assert found(health) == {("not zh-Hans", "language")}


def _every_second_in_chinese(page: Observation, number: int) -> Observation:
    return evolve(page, languages="zh-Hans") if number % 2 else page


def test_lengths_that_move_on_a_third_of_the_pages_are_no_illness(profile):
    """Topics come and go; only what has moved by half of the pages is wrong."""

    def longer(page: Observation, number: int) -> Observation:
        lengths = {**page.lengths, "body": page.lengths["body"] * 5, "age": 9000}
        return evolve(page, lengths=lengths) if number % 3 == 0 else page

    assert diagnose(altered(captures(2, 8, 12), longer), profile).verdict.state == "OK"


def test_days_of_few_captures_are_taken_together(profile):
    health = seen_as(profile, from_day(0, when_class="x9"), days=10, each=1)
    assert {verdict.state for _, verdict in health.days.values()} == {"TOO FEW"}
    assert found(health) == {("missing", "published")}


def test_what_is_well_again_is_past(profile):
    health = seen_as(profile, lambda day, random: {"when_class": "x9"} if 2 <= day < 5 else {}, days=9)
    assert health.verdict.state == "OK"
    (past,) = health.past
    assert (past.field, past.since, past.until) == ("published", START + timedelta(2), START + timedelta(4))


def test_without_a_profile_only_what_no_site_does_is_found():
    assert seen_as(None, lambda day, random: {}).verdict.state == "OK"
    assert seen_as(None, from_day(0, when_class="x9")).verdict.state == "OK"
    assert found(seen_as(None, from_day(4, title="Latest stories"))) == {("repeated", "title")}
    assert seen_as(None, from_day(4, replaced=True)).verdict.state == "WRONG LAYOUT"


def test_too_few_captures_are_called_so(profile):
    assert seen_as(profile, from_day(0, replaced=True), days=1, each=3).verdict.state == "TOO FEW"
    with pytest.raises(ValueError, match="no days"):
        diagnose({}, profile)


def test_undated_captures_are_a_day_of_their_own(profile):
    days = days_of(captures(3, 2, 10))
    undated = Tally(
        "gazette", [evolve(p, day=None) for p in days_of(captures(4, 1, 10, from_day(0, when_class="x9")))[START].pages]
    )
    health = diagnose({**days, None: undated}, profile)
    assert list(health.days) == [START, START + timedelta(1), None]
    assert health.verdict.state == "OK"
    assert health.days[None][1].state == "DEGRADED"
    alone = diagnose({None: undated}, profile)
    assert alone.verdict.state == "DEGRADED"
    assert alone.verdict.findings[0].since is None


# -- the sums --------------------------------------------------------------------------------------------------------


@given(st.integers(1, 40), st.integers(0, 60), st.integers(0, 60))
def test_chances_of_a_count_are_a_distribution(n, yes, no):
    tail = [at_least(x, n, yes, no) for x in range(n + 2)]
    assert tail[0] == 1
    assert tail[-1] == 0
    assert all(a >= b - 1e-12 for a, b in pairwise(tail))
    mean = sum(tail[1:])
    assert mean == pytest.approx(n * (yes + 0.5) / (yes + no + 1))


def test_chances_of_a_count_agree_with_exact_fractions():
    # Of a rate drawn from Beta(1/2, 5/2): E[p^2] = (1/2)(3/2) / (3 * 4).
    assert at_least(2, 2, 0, 2) == pytest.approx(0.75 / 12)


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=6), st.integers(0, 2**32))
def test_bounds_on_repeats_are_not_below_what_happens(weights, seed):
    total = sum(weights)
    share = math.sqrt(sum((weight / total) ** 2 for weight in weights))
    random, n, times = Random(seed), 8, 150
    drawn = [random.choices(range(len(weights)), weights, k=n) for _ in range(times)]
    for x in range(1, n + 1):
        most = sum(max(Counter(each).values()) >= x for each in drawn) / times
        again = sum(n - len(set(each)) >= x for each in drawn) / times
        slack = 4 / math.sqrt(times)
        assert most <= most_alike(x, n, share) + slack
        assert again <= repeated(x, n, share) + slack


def test_bounds_on_repeats_are_what_the_page_on_health_says():
    assert repeated(1, 2, 0.3) == pytest.approx(0.3)
    assert repeated(2, 3, 0.3) == pytest.approx(0.3 * 0.3 * math.sqrt(2))
    assert repeated(1, 3, 0.3) == pytest.approx(1 - 0.7 * (1 - 0.3 * math.sqrt(2)))
    assert most_alike(2, 3, 0.1) == pytest.approx(3 * 0.1**2)


def test_titles_that_never_repeated_bound_a_share_by_how_many_there_were():
    shares = [largest_share(0, n * (n - 1) / 2, n) for n in (2, 10, 100, 1000)]
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] < 0.01 < 0.3 < shares[1]
    assert largest_share(0, 0, 0) == 1
    assert largest_share(45, 45, 10) == pytest.approx(1)


def test_alarms_are_as_rare_as_promised(profile):
    """Of healthy pages drawn anew from the profile itself, with many fields of middling rates."""
    names = [f"extras.f{n}" for n in range(20)]

    def page(random: Random, number: int) -> Observation:
        filled = frozenset(["title", *(name for at, name in enumerate(names) if random.random() < at / 20)])
        values = {"title": random.getrandbits(60), "authors": random.choice([1, 1, 2, 3])}
        lengths = {"title": random.randrange(10, 60), "body": int(random.lognormvariate(7, 0.9)), "blocks": 4}
        return Observation(
            adapter="a", day=START, key=random.getrandbits(64), filled=filled, languages=random.choice(["en", "zh"]),
            lengths=lengths, values=values, unexplained=random.choice([0.0, 0.0, 0.01]),
        )  # fmt: skip

    random = Random(4)
    states = Counter()
    for _ in range(150):
        size = random.choice([20, 60])
        known = Profile.of("a", [Tally("a", [page(random, n) for n in range(size)])])
        states[judge(Tally("a", [page(random, n) for n in range(random.choice([10, 40]))]), known).state] += 1
    assert set(states) == {"OK"}


# -- tallies ---------------------------------------------------------------------------------------------------------


def some_pages(count: int, seed: int = 0) -> list[Observation]:
    random = Random(seed)
    return [
        Observation(adapter="a", day=START + timedelta(random.randrange(3)), name=str(n), key=random.randrange(400))
        for n in range(count)
    ]


@given(st.integers(0, 900), st.integers(0, 10), st.randoms(use_true_random=False))
def test_tallies_merge_to_the_same_in_any_order(count, parts, random):
    pages = some_pages(count)
    whole = Tally("a", pages)
    shuffled = random.sample(pages, len(pages))
    merged = Tally("a")
    for part in range(parts + 1):
        merged = merged.merge(Tally("a", shuffled[part :: parts + 1]))
    assert merged.pages == whole.pages
    assert merged.captures == whole.captures == count
    assert len(whole.pages) <= SAMPLE


def test_a_tally_keeps_to_its_size_and_the_latest_capture_of_a_page():
    tally = Tally("a", (Observation(adapter="a", key=n * 7919 % 5000, name=str(n)) for n in range(5000)))
    assert len(tally.pages) == SAMPLE
    assert {page.key for page in tally.pages} == set(range(SAMPLE))
    early, late = (Observation(adapter="a", key=1, day=START + timedelta(n)) for n in (0, 1))
    assert Tally("a", [late, early]).pages == (late,)
    with pytest.raises(InputError, match="'b' in the tally of 'a'"):
        tally.add(Observation(adapter="b", key=1))


def test_tallies_of_several_processes_are_those_of_one():
    pages = some_pages(300)
    one, two = Tallies(pages[:100]), Tallies(pages[100:])
    together = {name: {day: tally.pages for day, tally in days.items()} for name, days in one.merge(two)}
    assert together == {name: {day: tally.pages for day, tally in days.items()} for name, days in Tallies(pages)}
    assert len(one) == 3


# -- profiles --------------------------------------------------------------------------------------------------------


def test_profile_is_the_same_from_its_json(profile):
    again = Profile.from_json(json.loads(json.dumps(profile.to_json())))
    assert again == profile
    assert profile.pages == 160


def test_profiles_add_up(profile):
    days = list(days_of(captures(1, 8, 20)).values())
    first, second = Profile.of("gazette", days[:3]), Profile.of("gazette", days[3:])
    assert first.add(second) == second.add(first) == profile
    assert Profile.of("gazette", []).add(profile) == profile
    counts = ("pages", "failed", "garbled", "site_as_title", "out_of_order", "compared")
    one = Profile(adapter="a", **{name: 2**at for at, name in enumerate(counts)})
    assert one.add(one) == Profile(adapter="a", **{name: 2 ** (at + 1) for at, name in enumerate(counts)})
    with pytest.raises(InputError, match="not of one adapter"):
        profile.add(Profile(adapter="other"))
    with pytest.raises(InputError, match="for the profile of 'other'"):
        Profile.of("other", days)


@given(st.integers(0, 10**7))
def test_a_length_is_in_its_bin(length):
    number = bin_of(length)
    assert length_in(number) <= length < max(length_in(number + 1), length + 1)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"format": "other"}, "not a profile"),
        ({"version": 9}, "version 9"),
        ({"adapter": None}, "name of its adapter"),
        ({"pages": -1}, "whole number"),
        ({"pages": True}, "whole number"),
        ({"filled": []}, "is an object"),
        ({"filled": {"title": 10**6}}, "title on 1000000 of 160"),
        ({"lengths": {"body": {"x": 1}}}, "bins by number"),
        ({"lengths": {"body": {"9999": 1}}}, "bins by number"),
        ({"repeats": {"title": [1]}}, "pages, pairs and same"),
    ],
)
def test_a_broken_profile_says_what_is_wrong(profile, change, says):
    with pytest.raises(FormatError, match=says):
        Profile.from_json({**profile.to_json(), **change})


def test_profiles_are_kept_beside_the_adapter(tmp_path, monkeypatch, profile):
    package = tmp_path / "somebody"
    package.mkdir()
    (package / "__init__.py").write_text("")
    source = "from tearsheet import Adapter\nclass Own(Adapter):\n    name='gazette'\n    def read(self, reader): ...\n"
    (package / "own.py").write_text(source)
    (tmp_path / "lonely.py").write_text(source)
    monkeypatch.syspath_prepend(tmp_path)
    import lonely
    from somebody import own

    for module, folder in ((own, package), (lonely, tmp_path)):
        adapter = module.Own()
        assert load_profile(adapter) is None
        path = profile_path(adapter)
        assert path == folder / "profiles" / "gazette.json"
        save_profile(profile, path)
        assert load_profile(adapter) == profile
    westca = tearsheet.registry.adapters["westca"]
    assert profile_path(westca).parent == profile_path(tearsheet.registry.adapters["xishuta"]).parent
    assert profile_path(westca).parts[-3:] == ("sites", "profiles", "westca.json")


@pytest.mark.parametrize(
    ("text", "says"), [("{", "no JSON"), ("[]", "not a profile"), (None, "'gazette', not of 'other'")]
)
def test_a_broken_profile_file_is_named(tmp_path, profile, text, says):
    class Other(Gazette):
        name = "other"

    (tmp_path / "other.json").write_text(text if text is not None else json.dumps(profile.to_json()))
    with pytest.raises(FormatError, match=says) as raised:
        load_profile(Other(), tmp_path)
    assert "other.json" in str(raised.value)


# -- observations ----------------------------------------------------------------------------------------------------


def test_what_cannot_be_read_is_put_down_to_its_adapter():
    (seen,) = observe(Page("<p>hm</p>", url="https://gazette.example/1"), REGISTRY)
    assert (seen.adapter, seen.error) == ("gazette", "ParseError: title")
    (seen,) = observe(Page(b"\x00\x01\x02\xff" * 400, url="https://gazette.example/1"), REGISTRY)
    assert seen.adapter == "gazette"
    assert seen.error is not None
    (seen,) = observe(Page("<p>hm</p>"), REGISTRY)
    assert (seen.adapter, seen.error) == ("", "NoAdapterError")
    with pytest.raises(NoAdapterError, match="gazette"):
        observe(Page("x"), REGISTRY, adapter="nobody")


def test_a_defect_of_an_adapter_is_told_from_a_missing_field():
    class Broken(Gazette):
        def read(self, reader):
            raise KeyError("x")

    (seen,) = observe(Page("<h1>x</h1>", url="https://gazette.example/1"), Registry(lambda: (Broken,)))
    assert seen.error == "ParseError: defect, KeyError"


def test_a_document_of_several_articles_is_several_observations(cases):
    case = next(case for case in cases if case.several and case.adapter == "text-export")
    seen = observe(Page(case.data, **case.about), tearsheet.registry)
    assert len(seen) == 3
    assert len({each.key for each in seen}) == 3
    assert all(each.error is None for each in seen)


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        ("鍥藉鍙戝睍锛屾柊闂�", True),
        ("国务院锟斤拷锟斤拷", True),
        ("ä¸­å›½æ–°é—»", True),
        ("It costs â‚¬5 and Â£4 in Ã‰ire", True),
        ("Déjà vu at the café: “voilà…”, naïve — São Paulo, ÅÄÖ, 5 €", False),
        ("上海市政府发布新的规定，市民表示欢迎。", False),
        ("Łódź, Plzeň, Đà Nẵng, Москва, ελληνικά, 日本語、한국어", False),
    ],
)
def test_garbled_text_is_known(text, garbled):
    (seen,) = observe(Page(f"<h1>{text}</h1>", url="https://gazette.example/1"), REGISTRY)
    assert seen.garbled is garbled


# -- what people see -------------------------------------------------------------------------------------------------


def test_plots_are_well_formed_and_escape_what_pages_say(profile):
    from lxml import etree

    hostile = evolve(Observation(adapter="gazette", key=1, day=START), name="<script>alert(1)</script>&\"'")
    days = {START: Tally("gazette", (evolve(hostile, key=n, error="ParseError: <b>") for n in range(20)))}
    health = diagnose(days, profile)
    picture = svg([health])
    root = etree.fromstring(picture.encode())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    page = html([health])
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "WRONG LAYOUT" in page
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")


def test_json_says_all_that_is_found(profile):
    (said,) = to_json([seen_as(profile, from_day(5, when_class="x9"))])
    json.dumps(said)
    assert said["verdict"] == "DEGRADED"
    assert said["findings"][0]["field"] == "published"
    assert said["findings"][0]["since"] == "2026-03-06"
    assert [day["day"] for day in said["days"]][:2] == ["2026-03-01", "2026-03-02"]
    day = said["days"][-1]
    assert day["captures"] == day["read"] == 12
    assert "published" not in day["filled"]
    assert set(day["lengths"]["body"]) == {"q10", "q25", "q50", "q75", "q90"}
