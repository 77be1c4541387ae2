"""Any page as plain text, read from its lines alone."""

from __future__ import annotations

import itertools
import textwrap
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tearsheet

TITLE = "Harbour museum lends out its smallest boats"
BYLINE = "By Ada Moll"
DAY = "5 March 2024"
FIRST = (
    "The harbour museum has begun to lend its smallest boats to anyone who can row, and forty families have come to the "
    "slipway since the first Sunday of spring to ask for one."
)
SECOND = (
    "Each boat comes with a whistle, a bailer and a paper map of the harbour, and the keeper of the slipway says that "
    "only the maps have ever failed to come back."
)
MENU = ["Home", "News", "Weather", "Contact us", "Advertise"]
FOOTER = ["Related", "Ferry to stop on Mondays", "A new crane for pier two", "Privacy", "© 2024 The Harbour Post"]


def read(*lines: str) -> tearsheet.Article:
    return tearsheet.parse("\n".join(lines), content_type="text/plain")


def texts(article: tearsheet.Article) -> list[str]:
    return [block.text for block in article.body]


@pytest.mark.parametrize(
    ("line", "most"),
    [
        ("{}", 75),
        ("日", 75),
        ("Carts of town {}", 20),
        ("A cart crossed the bridge on Monday, and nobody saw it {}.", 12),
    ],
)
def test_a_long_text_takes_few_times_its_bytes_in_memory(line: str, most: int) -> None:
    text = "\n".join([line.format(number % 7) for number in range(20_000)])
    read(text[:1_000])
    tracemalloc.start()
    try:
        read(text)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < most * len(text.encode())


def test_a_long_text_is_read_as_a_short_one_is() -> None:
    menu = [f"Entry {number}" for number in range(6_000)]
    story = [TITLE, BYLINE, DAY, FIRST, SECOND]
    article = read(*menu, *story)
    assert (article.title, article.authors, texts(article)) == (TITLE, ("Ada Moll",), [FIRST, SECOND])
    assert article.published is not None
    listed = read(*[f"• {entry}" for entry in menu])
    assert {block.kind for block in listed.body} == {"list_item"}


@pytest.mark.parametrize("order", list(itertools.permutations([TITLE, BYLINE, DAY])))
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_headline_is_never_lost_in_whatever_order_the_head_is_printed(order: tuple[str, ...], gap: str) -> None:
    article = tearsheet.parse(gap.join([*order, FIRST, SECOND]), content_type="text/plain")
    assert article.title == TITLE
    assert article.authors == ("Ada Moll",)
    assert article.published is not None
    assert (article.published.civil or "")[:10] == "2024-03-05"
    assert texts(article) == [FIRST, SECOND]


def test_menus_related_stories_and_footer_are_no_body_and_each_has_its_rule() -> None:
    lines = [*MENU, TITLE, BYLINE, DAY, FIRST, SECOND, *FOOTER]
    reading = tearsheet.read("\n".join(lines), content_type="text/plain")
    assert reading.article.title == TITLE
    assert texts(reading.article) == [FIRST, SECOND]
    assert reading.ledger.unexplained == ()


def test_hard_wrapped_lines_are_joined_and_claimed_one_by_one() -> None:
    wrapped = [TITLE, "", *textwrap.wrap(FIRST, 70), "", *textwrap.wrap(SECOND, 70)]
    reading = tearsheet.read("\n".join(wrapped), content_type="text/plain")
    assert reading.article.title == TITLE
    assert texts(reading.article) == [FIRST, SECOND]
    assert sum(entry.role == "body" for entry in reading.ledger.entries) == len(wrapped) - 3


def test_a_rule_line_is_no_title() -> None:
    article = read("─" * 40, TITLE, "─" * 40, FIRST, SECOND)
    assert article.title == TITLE
    assert texts(article) == [FIRST, SECOND]


def test_a_sentence_between_title_and_story_is_story() -> None:
    said = "Nobody has drowned."
    assert texts(read(TITLE, BYLINE, said, FIRST, SECOND)) == [said, FIRST, SECOND]


def test_a_text_that_mentions_tags_stays_text() -> None:
    said = "Write <p> before a paragraph and <b> before what is loud, said the keeper of the harbour's website."
    assert texts(read(TITLE, FIRST, said, SECOND)) == [FIRST, said, SECOND]


def test_chinese_text_with_a_menu_and_labels() -> None:
    first = "港口博物馆从本周起把最小的几条船借给市民，第一个周日就有四十户人家来到码头，排队等候划船。"
    second = "每条船配有一只哨子和一张港口地图，管理员说，到目前为止只有地图没有还回来，哨子倒是都在。"
    article = read(
        *("首页", "新闻", "天气"), "港口博物馆把小船借给市民", "2024-03-05 10:20 来源：港口晚报", first, second,
        *("相关阅读", "渡轮周一停航", "二号码头添新吊车", "版权所有"),
    )  # fmt: skip
    assert article.title == "港口博物馆把小船借给市民"
    assert article.source is not None
    assert article.source.name == "港口晚报"
    assert texts(article) == [first, second]


def test_a_text_of_one_line_is_read_with_its_words_for_a_title():
    article = tearsheet.parse("Nothing that anybody knows")
    assert (article.title, article.text) == ("Nothing that anybody knows", "Nothing that anybody knows")
    assert [warning.code for warning in article.warnings] == ["title-missing"]


TEASER = (
    "The ferry that is older than its captain will stop for the winter, and nobody has said what comes in its place."
)


def test_a_teaser_above_the_title_does_not_begin_the_story() -> None:
    article = read("Sport", "A ferry stops for good", TEASER, "Opinion", "", TITLE, "", BYLINE, DAY, FIRST, SECOND)
    assert article.title == TITLE
    assert texts(article) == [FIRST, SECOND]


def test_the_headline_goes_before_its_deck_and_the_deck_is_story() -> None:
    deck = "Whoever can row may take one out until dusk, and so far the weather has been kinder than anybody at the museum expected"
    article = read(*MENU, "", TITLE, "", deck, "", BYLINE, DAY, FIRST, SECOND)
    assert article.title == TITLE
    assert texts(article) == [deck, FIRST, SECOND]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_menu_on_one_line_is_no_title(gap: str) -> None:
    lines = ["Home News Sport Culture Weather", TITLE, FIRST, SECOND]
    article = tearsheet.parse(gap.join(lines), content_type="text/plain")
    assert article.title == TITLE
    assert texts(article) == [FIRST, SECOND]


def test_the_first_line_gives_way_to_the_headline_that_it_names_with_the_site() -> None:
    reading = tearsheet.read(
        "\n".join([f"{TITLE} | The Harbour Post", *MENU, TITLE, FIRST, SECOND]), content_type="text/plain"
    )
    assert reading.article.title == TITLE
    assert [entry.line for entry in reading.ledger.entries if entry.role == "title"] == [2 + len(MENU)]


def test_the_name_of_the_site_in_the_first_line_is_no_title() -> None:
    article = read(f"{TITLE} | The Harbour Post", *MENU, FIRST, SECOND)
    assert article.title == TITLE


def test_a_sentence_that_begins_like_a_prompt_is_story_amid_the_story() -> None:
    said = "Share a boat with your neighbour, said the keeper, and neither of you will have to row."
    button = "Share this article"
    article = read(TITLE, FIRST, said, SECOND, button, FIRST.replace("museum", "school"))
    assert said in texts(article)
    assert button not in texts(article)


def test_questions_of_an_interview_are_story() -> None:
    asked = [
        "记者：船为什么要借出去？",
        "馆长：放在棚里只会开裂，借出去反而有人擦洗上油，船底也不容易长东西。",
        "记者：丢过船吗？",
    ]
    told = "馆长：没有。丢过两支桨，第二天就有人送回来了，还附了一张道歉的纸条，说是孩子拿去当了旗杆。"
    article = tearsheet.parse("\n".join(["港口博物馆出借最小的船", *asked, told]), content_type="text/plain")
    assert texts(article) == [*asked, told]


def test_a_list_that_closes_the_story_is_story() -> None:
    closing = ["What to bring", "A hat.", "Two pairs of gloves.", "Something to bail with."]
    assert texts(read(TITLE, FIRST, SECOND, *closing, "", *FOOTER)) == [FIRST, SECOND, *closing]


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        (["Ada Moll 5 March 2024"], ("Ada Moll",)),
        (["5 March 2024 | Ada Moll"], ("Ada Moll",)),
        (["Ada Moll", "5 March 2024"], ("Ada Moll",)),
        (["5 March 2024 By Ada Moll"], ("Ada Moll",)),
        (["记者 张小河 2024年3月5日 09:20"], ("张小河",)),
        (["张小河 · 2024/03/05 08:21", "来源：港口新闻"], ("张小河",)),
        (["Harbour news", "5 March 2024"], ()),
        (["BREAKING NEWS 5 March 2024"], ()),
    ],
)
def test_a_name_beside_a_date_needs_no_label(byline: list[str], authors: tuple[str, ...]) -> None:
    article = read(TITLE, *byline, FIRST, SECOND)
    assert article.authors == authors
    assert article.published is not None
    assert texts(article) == [FIRST, SECOND]


def test_the_numbers_and_addresses_of_links_in_a_dump_are_no_words() -> None:
    lines = [
        "   [1]Home [2]News [3]Weather",
        "",
        TITLE,
        "",
        f"   {BYLINE}, {DAY}",
        "",
        *textwrap.wrap(FIRST.replace("forty families", "[4]forty families"), 72),
        "",
        *textwrap.wrap(SECOND, 72),
        "",
        "References",
        "",
        "   1. https://harbour.example/",
        "   2. https://harbour.example/news",
        "   3. https://harbour.example/weather",
        "   4. https://harbour.example/families",
    ]
    reading = tearsheet.read("\n".join(lines), content_type="text/plain")
    assert reading.article.title == TITLE
    assert reading.article.authors == ("Ada Moll",)
    assert texts(reading.article) == [FIRST, SECOND]
    assert {entry.text for entry in reading.ledger.entries if entry.rule == "link-number"} == {
        "[1]",
        "[2]",
        "[3]",
        "[4]",
    }
    assert sum(entry.rule == "link-list" for entry in reading.ledger.entries) == 5
    assert reading.ledger.unexplained == ()


def test_a_bracketed_number_is_words_where_no_addresses_are_listed() -> None:
    said = (
        "The keeper counted [12] boats in the first week, and wrote the number in brackets since he was not sure of it."
    )
    assert said in texts(read(TITLE, FIRST, said, SECOND))


@pytest.mark.parametrize(
    ("byline", "published", "updated", "authors"),
    [
        ("Ada MollMarch 5, 2024", "March 5, 2024", None, ("Ada Moll",)),
        ("By Ada MollMar. 5, 2024 11:00 pm EST", "Mar. 5, 2024 11:00 pm EST", None, ("Ada Moll",)),
        ("Mar 5, 20246:46 PM", "Mar 5, 2024 6:46 PM", None, ()),
        ("Mar 5, 20245 mins", "Mar 5, 2024", None, ()),
        ("Published Tue, Mar 5 20241:17 AM ESTUpdated Tue, Mar 5 20242:25 AM EST", "Tue, Mar 5 2024 1:17 AM EST",
         "Tue, Mar 5 2024 2:25 AM EST", ()),
        ("SPORTMARCH 5, 2024Updated: JUNE 02, 2024", "MARCH 5, 2024", "JUNE 02, 2024", ()),
        ("updatedMar 5, 2024", None, "Mar 5, 2024", ()),
    ],
)  # fmt: skip
def test_what_a_writer_has_glued_in_a_byline_is_read_apart(
    byline: str, published: str | None, updated: str | None, authors: tuple[str, ...]
) -> None:
    article = read(TITLE, byline, FIRST, SECOND)
    assert (article.published and article.published.raw) == published
    assert (article.updated and article.updated.raw) == updated
    assert article.authors == authors


def test_lines_broken_at_links_and_emphasis_are_joined() -> None:
    broken = [
        ["The harbour museum has begun to lend its", "smallest boats", "to anyone who can", "row", ", and forty families have come."],
        ["Each boat comes with a whistle, said the", "Harbour Gazette", ", and a map (", "of paper", ")."],
        ["Only the maps have ever failed to come back. See the", "list of maps", "."],
    ]  # fmt: skip
    lines = ["home", "about us", TITLE, "by", "Ada Moll", *itertools.chain(*broken), *FOOTER]
    reading = tearsheet.read("\n".join(lines), content_type="text/plain")
    assert reading.article.title == TITLE
    assert texts(reading.article) == [
        "The harbour museum has begun to lend its smallest boats to anyone who can row, and forty families have come.",
        "Each boat comes with a whistle, said the Harbour Gazette, and a map (of paper).",
        "Only the maps have ever failed to come back. See the list of maps.",
    ]
    assert sum(entry.role == "body" for entry in reading.ledger.entries) == len(list(itertools.chain(*broken)))


def test_a_table_amid_the_story_does_not_cut_it_in_two() -> None:
    table = [cell for boat in range(12) for cell in (f"Boat {boat}", "3 metres", "2 oars")]
    article = read(*MENU, TITLE, FIRST, SECOND, *table, FIRST, SECOND, *FOOTER)
    assert article.title == TITLE
    assert texts(article)[:2] == [FIRST, SECOND]
    assert texts(article)[-2:] == [FIRST, SECOND]


def test_the_address_tells_the_headline_from_the_line_below_it() -> None:
    lines = [
        *MENU,
        "Rowing for everyone in spring",
        "The harbour museum lends its boats to anyone who can row",
        BYLINE,
        FIRST,
        SECOND,
    ]
    url = "https://harbour.example/2024/rowing-for-everyone-in-spring-17"
    about = {"content_type": "text/plain", "adapter": "generic"}
    assert (
        tearsheet.parse("\n".join(lines), f"{url}?utm=museum-lends-anyone", **about).title
        == "Rowing for everyone in spring"
    )
    for nothing in ("https://harbour.example", "https://harbour.example/17", ""):
        assert tearsheet.parse("\n".join(lines), nothing or None, **about).authors == ("Ada Moll",)


def test_the_one_day_that_stands_by_itself_is_the_storys_though_it_stands_far_below() -> None:
    end = ["Share", "Tweet", "Boats", "Harbours", "Rowing", "Museums", "Ferries", "Spring", "Sundays", "Share This"]
    article = read(TITLE, BYLINE, FIRST, SECOND, *end, "Mar 5, 2024 11:11am PDT", *FOOTER)
    assert article.published is not None
    assert article.published.raw == "Mar 5, 2024 11:11am PDT"
    several = read(TITLE, BYLINE, FIRST, SECOND, *end, "Mar 5, 2024", "Ferry to stop", "Mar 6, 2024", *FOOTER)
    assert several.published is None


def test_a_date_between_bars_stands_by_itself_however_long_the_byline_is() -> None:
    row = "by Ada Moll, Keeper of the Smallest Boats and Teacher of Rowing | Mar 5, 2024 | Boats for Anyone Who Can Row"
    article = read(TITLE, row, FIRST, SECOND)
    assert article.published is not None
    assert article.published.raw == "Mar 5, 2024"


def beside(left: list[str], right: list[str], width: int) -> list[str]:
    """Return two columns side by side, as w3m lays out a table."""
    rows = itertools.zip_longest(left, right, fillvalue="")
    return [f"{one:{width}}{other}".rstrip() for one, other in rows]


@pytest.mark.parametrize("on_the_left", [False, True])
def test_two_columns_are_read_one_after_the_other(on_the_left: bool) -> None:
    menu = ["Home", "News", "Weather", "", "Most read", "Ferry to stop", "A new crane", "Tides", "Contact us"]
    story = [TITLE, "", f"{BYLINE}, {DAY}", "", *textwrap.wrap(FIRST, 48), "", *textwrap.wrap(SECOND, 48)]
    columns = beside(story, menu, 52) if on_the_left else beside(menu, story, 24)
    text = "\n".join(
        ["THE HARBOUR POST", "", *columns, "", "Advertise with The Harbour Post | Privacy | Terms of service"]
    )
    reading = tearsheet.read(text, content_type="text/plain")
    assert reading.article.title == TITLE
    assert reading.article.authors == ("Ada Moll",)
    assert texts(reading.article) == [FIRST, SECOND]
    assert reading.ledger.unexplained == ()
    rows = text.splitlines()
    assert all(entry.text in rows[entry.line - 1] for entry in reading.ledger.entries)


def test_columns_of_wide_characters_are_told_by_their_width() -> None:
    first = "港口博物馆从本周起把最小的几条船借给市民，第一个周日就有四十户人家来到码头，排队等候划船。"
    second = "每条船配有一只哨子和一张港口地图，管理员说，到目前为止只有地图没有还回来，哨子倒是都在。"
    menu = ["首页", "新闻", "天气", "体育", "财经", "港口", "渡轮", "招聘"]
    story = ["港口博物馆把小船借给市民", "", *textwrap.wrap(first, 20), "", *textwrap.wrap(second, 20)]
    rows = [
        f"{one}{' ' * (16 - 2 * len(one))}{other}" for one, other in itertools.zip_longest(menu, story, fillvalue="")
    ]
    assert texts(read(*rows)) == [first, second]


def test_a_table_of_figures_stays_in_its_rows() -> None:
    table = [f"{boat:24}{oars}" for boat, oars in [("Boat", "Oars"), *[(f"Number {n}", f"{n} oars") for n in range(6)]]]
    article = read(TITLE, "", FIRST, "", SECOND, "", "The boats have so many oars:", *table, "", SECOND, "", FIRST)
    assert "Number 3\t3 oars" in texts(article)
    assert article.body[4].kind == "table"


LINKS = ["https://harbour.example/", "https://harbour.example/news", "https://harbour.example/weather?day=" + "x" * 70]


@pytest.mark.parametrize(
    "listed",
    [
        ["References", "", *[f"   {n}. {link}" for n, link in enumerate(LINKS, 1)]],
        ["References", "", "   Visible links:", *[f"   {n}. {link}" for n, link in enumerate(LINKS, 1)],
         "   Hidden links:", "   4. https://harbour.example/4"],
        ["References:", "", *[f"[{n}] {link}" for n, link in enumerate(LINKS, 1)]],
        ["References", "", "   Visible links", "   1. https://harbour.example/", "   2. mailto:ada@harbour.example",
         "   3. https://harbour.example/weather?day=" + "x" * 40, "      xxxxxxxxx&tide=low"],
        [*[f"[{n}]: {link}" for n, link in enumerate(LINKS, 1)]],
    ],
    ids=["lynx", "lynx with hidden links", "w3m", "elinks", "html2text"],
)  # fmt: skip
def test_the_list_of_addresses_of_any_browser_is_known(listed: list[str]) -> None:
    story = textwrap.wrap(FIRST.replace("forty families", "[3]forty families"), 72)
    reading = tearsheet.read(
        "\n".join(["   [1]Home [2]News", "", f"   {TITLE}", "", *story, "", *textwrap.wrap(SECOND, 72), "", *listed]),
        content_type="text/plain",
    )
    assert reading.article.title == TITLE
    assert texts(reading.article) == [FIRST, SECOND]
    assert sum(entry.rule == "link-list" for entry in reading.ledger.entries) == len(list(filter(None, listed)))


def test_what_readers_say_below_the_story_is_dropped_as_comments() -> None:
    said = [
        "Bo Lind",
        "6 March 2024",
        "My boat came back with a hole in it, and nobody at the museum wants to hear of it now.",
    ]
    more = [
        "Cy Oak",
        "7 March 2024",
        "Mine had none, and we rowed to the lighthouse and back before anybody was awake at all.",
    ]
    reading = tearsheet.read(
        "\n".join([TITLE, BYLINE, DAY, FIRST, SECOND, "2 Comments", *said, *more, *FOOTER]), content_type="text/plain"
    )
    assert texts(reading.article) == [FIRST, SECOND]
    rules = {entry.text: entry.rule for entry in reading.ledger.entries if entry.rule}
    assert {rules[text] for text in (*said, *more)} == {"comments"}
    assert rules["2 Comments"] == "comment-prompt"
    assert rules["Ferry to stop on Mondays"] == "outside-story"


def test_captions_as_papers_of_taiwan_print_them_are_no_title() -> None:
    first = "海事局昨（5）日表示，擬自今年夏天起放寬小船出借限制，凡滿18歲、會游泳者均可申請，不必再附保證人。"
    second = "漁會總幹事說，會員樂見其成，但碼頭照明、救生衣等配套應先到位，「不然借出去了，誰來負責？」"
    captions = ["▲小船停在碼頭", "海事局擬放寬小船出借限制。（圖／海事局提供）", "小船出借現場。（記者林小帆攝）"]
    article = read("海事局擬放寬出借限制", "10:21", "2024/03/06", "林小帆", *captions, first, second)
    assert article.title == "海事局擬放寬出借限制"
    assert texts(article)[-2:] == [first, second]


ITEMS = ["A whistle for each boat", "One bailer", "A map of the harbour"]
THIRD = (
    "A boat may be kept for a day, and whoever brings it back after dusk pays for the lantern that the keeper has to "
    "light on the slipway."
)
FOURTH = (
    "In winter the boats lie in the yard behind the museum, where the families may come to scrape and to paint them, and "
    "where the keeper lends out his brushes."
)


@pytest.mark.parametrize("bullet", ["• {}", "* {}", "-   {}", "+ {}", "{number}. {}"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_list_and_the_heading_beside_it_are_story_however_the_list_is_written(bullet: str, gap: str) -> None:
    items = [bullet.format(each, number=number) for number, each in enumerate(ITEMS, 1)]
    lines = [*MENU, TITLE, BYLINE, DAY, FIRST, SECOND, *items, "After dusk", THIRD, FOURTH, *FOOTER]
    reading = tearsheet.read(gap.join(lines), content_type="text/plain")
    told = [f"{number}. {each}" if "number" in bullet else each for number, each in enumerate(ITEMS, 1)]
    assert texts(reading.article) == [FIRST, SECOND, *told, "After dusk", THIRD, FOURTH]
    assert [block.text for block in reading.article.body if block.kind == "list_item"] == told
    assert reading.ledger.unexplained == ()


def test_a_list_of_buttons_amid_the_story_is_none_of_it() -> None:
    buttons = ["* Jobs", "* Cinema", "* Puzzles"]
    assert texts(read(TITLE, BYLINE, DAY, FIRST, SECOND, *buttons, THIRD, FOURTH)) == [FIRST, SECOND, THIRD, FOURTH]


def test_a_list_does_not_end_a_short_story_above_its_last_paragraphs() -> None:
    body = [
        "港口博物馆从本周起把最小的几条船借给市民，第一个周日就有四十户人家来到码头，排队等候划船。",
        "每条船配有一只哨子和一张港口地图，管理员说，到目前为止只有地图没有还回来，哨子倒是都在。",
        *("一条船一只哨子", "一张港口地图", "周日码头开门", "天黑以前"),
        "船可以借一整天，天黑以后才还船的人，要付管理员在码头上点灯的钱，一盏灯五块，下雨天加倍。",
        "博物馆说，冬天船要上岸刷漆，想学刷漆的市民也可以来码头，工具和手套由博物馆出。",
    ]
    lines = ["首页", "新闻", "港口博物馆把小船借给市民", "2024-03-05 10:20", *body[:2]]
    article = read(*lines, *[f"• {item}" for item in body[2:5]], *body[5:], "相关阅读", "渡轮周一停航", "版权所有")
    assert texts(article) == body


def test_a_dash_before_what_is_said_is_no_bullet() -> None:
    said = "- Nobody has drowned, said the keeper, and nobody will."
    assert texts(read(TITLE, BYLINE, DAY, FIRST, said, SECOND)) == [FIRST, said, SECOND]


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        (["Ada Moll", "05/03/2024"], ("Ada Moll",)),
        (["Publié le 05/03/2024 à 18h30", "Ada Moll"], ("Ada Moll",)),
        (["Ada Moll · 5 March 2024 · 3 min read"], ("Ada Moll",)),
        (["Ada Moll", "3 min read"], ("Ada Moll",)),
        (["[12]By Ada Moll", "5 March 2024"], ("Ada Moll",)),
        (["Source : Le Courrier"], ()),
    ],
)
def test_a_byline_is_told_by_a_day_in_figures_and_by_how_long_it_takes_to_read(
    byline: list[str], authors: tuple[str, ...]
) -> None:
    article = read(TITLE, *byline, FIRST, SECOND)
    assert (article.title, article.authors, texts(article)) == (TITLE, authors, [FIRST, SECOND])


def test_a_byline_below_a_deck_that_is_a_sentence_is_no_story() -> None:
    deck = "Nobody has drowned, and nobody will."
    article = read("Harbour", TITLE, deck, "Ada Moll", DAY, FIRST, SECOND)
    assert (article.title, article.authors, texts(article)) == (TITLE, ("Ada Moll",), [deck, FIRST, SECOND])


@pytest.mark.parametrize("second", ["to anyone who can row", "and its largest lanterns"])
def test_a_headline_that_goes_on_in_small_letters_is_one_headline(second: str) -> None:
    page = f"{TITLE}\n{second}\n\n{BYLINE}\n{DAY}\n\n{FIRST}\n\n{SECOND}"
    reading = tearsheet.read(page, content_type="text/plain")
    assert reading.article.title == f"{TITLE} {second}"
    assert texts(reading.article) == [FIRST, SECOND]
    assert reading.ledger.unexplained == ()


@pytest.mark.parametrize("label", ["Title: ", "Subject: ", "Betreff: ", "标题：", "Titre : "])
def test_a_headline_that_a_label_calls_one_is_it(label: str) -> None:
    reading = tearsheet.read(
        "\n".join(["From: desk@harbour.example", f"{label}{TITLE}", "", FIRST, "", SECOND]), content_type="text/plain"
    )
    assert (reading.article.title, texts(reading.article)) == (TITLE, [FIRST, SECOND])
    assert reading.ledger.unexplained == ()


@pytest.mark.parametrize(
    "caption",
    [
        "The slipway on Sunday. Photo: Ada Moll",
        "Der Steg am Sonntag. Foto: Ada Moll/Hafenpost",
        "码头上的小船 李小满 摄",
        "小船停在碼頭（圖／海事局提供）",
        "图为管理员在数哨子。李小满摄",
        "▲小船停在碼頭。（圖／記者李小滿攝）",
        "管理员和他的哨子。港口晚报记者 李小满 图",
    ],
)
def test_a_line_that_ends_in_whose_picture_it_is_is_a_caption(caption: str) -> None:
    reading = tearsheet.read(f"{TITLE}\n{BYLINE}\n{DAY}\n{FIRST}\n{caption}\n{SECOND}", content_type="text/plain")
    assert texts(reading.article) == [FIRST, SECOND]
    assert [entry.rule for entry in reading.ledger.entries if entry.text == caption] == ["caption"]


ZH_TITLE = "港口博物馆把小船借给市民"
ZH_FIRST = "港口博物馆从本周起把最小的几条船借给市民，第一个周日就有四十户人家来到码头，排队等候划船。"
ZH_SECOND = "每条船配有一只哨子和一张港口地图，管理员说，到目前为止只有地图没有还回来，哨子倒是都在。"


@pytest.mark.parametrize("below", [[], ["责任编辑：王大山"]])
def test_captions_are_the_story_of_a_page_of_pictures(below: list[str]) -> None:
    captions = [f"3月{day}日，市民在码头排队借船，管理员在一旁数哨子。港口社记者 李小满 摄" for day in (4, 5, 6)]
    apart = [line for caption in captions for line in (caption, "")]
    assert texts(read("港口博物馆借出小船", "2024-03-06 08:21", "", *apart, *below)) == captions


@pytest.mark.parametrize("signed", ["（记者 张小河 通讯员 李小满）", "（张小河）", "【记者张小河】"])
def test_a_paragraph_signed_in_brackets_ends_the_story(signed: str) -> None:
    article = read(ZH_TITLE, "2024-03-05 08:21　港口晚报", ZH_FIRST, ZH_SECOND + signed, "编辑：王大山")
    assert texts(article) == [ZH_FIRST, ZH_SECOND + signed]
    assert article.authors == ("张小河",)


@pytest.mark.parametrize(
    "row",
    [
        "发布时间：2024-03-05 08:21 信息来源：港口管理办公室 浏览次数：123 次 字体：[ 大 中 小 ] 打印 关闭",
        "索 引 号：\t000014349/2024-00012\t发布日期：\t2024年03月05日",
        "發佈單位：港務課 發佈日期：113年3月5日 點閱次數：231",
    ],
)
def test_a_row_of_labels_is_no_title_and_dates_the_story(row: str) -> None:
    article = read(ZH_TITLE, row, ZH_FIRST, ZH_SECOND)
    assert (article.title, texts(article)) == (ZH_TITLE, [ZH_FIRST, ZH_SECOND])
    assert article.published is not None
    assert (article.published.civil or "")[:10] == "2024-03-05"


def test_a_row_of_labels_is_joined_with_no_line_around_it() -> None:
    rows = ["索引号：lw-2024-003 发布机构：柳湾镇人民政府", "生成日期：2024-03-05 有效性：有效"]
    items = [
        "（一）放水期间，任何人不得进入渠道游泳、捕鱼、洗衣。",
        "（二）村民委员会应当在渠道入口设置警示牌，并安排人员巡查。",
        "（三）违反本公告造成后果的，依法追究责任。监督举报电话：0771-5559999。",
    ]
    title = "柳湾镇人民政府关于夜间禁止在渠道游泳的公告"
    article = read(title, *rows, ZH_FIRST, *items, "特此公告。", "柳湾镇人民政府", "2024年3月4日")
    assert article.title == title
    assert texts(article) == [ZH_FIRST, *items, "特此公告。"]


def test_lines_that_end_in_a_colon_lead_to_the_story() -> None:
    lead = ["各乡镇人民政府，各有关单位：", "今年入春以来港口降雨偏少，现将借船的有关事项通知如下："]
    assert texts(read(ZH_TITLE, "港管发〔2024〕12号", "", *lead, "", ZH_FIRST, ZH_SECOND)) == [
        *lead,
        ZH_FIRST,
        ZH_SECOND,
    ]


def test_a_heading_numbered_as_others_of_the_story_is_one_of_it() -> None:
    last = "博物馆打算在年底前再添二十条小船，其中六条放在北岸的修船铺里。"
    lines = ["（一）借船", ZH_FIRST, "（二）还船", ZH_SECOND, "（三）下一步", last]
    assert texts(read(ZH_TITLE, "2024-03-05 08:21", *lines, "责任编辑：王大山")) == lines


def test_the_head_of_a_post_on_a_text_board_tells_title_writer_and_time() -> None:
    head = [
        "发信人: laohe (夜班老何), 信区: Boat",
        "标  题: 小船可以借了",
        "发信站: 港口站 (Tue Mar  5 08:21:09 2024), 站内",
    ]
    article = read(*head, "", ZH_FIRST, ZH_SECOND)
    assert (article.title, article.authors, texts(article)) == ("小船可以借了", ("laohe",), [ZH_FIRST, ZH_SECOND])
    assert article.published is not None


def test_the_title_of_a_poem_stands_above_its_byline() -> None:
    verses = ["月亮掉进渠里", "没有一点声音", "马灯照着它", "", "父亲把锹横在膝上", "数着水声"]
    article = read("守渠人（外一首）", "作者：林小满 2024-03-05 08:21", "", *verses)
    assert (article.title, texts(article)) == ("守渠人（外一首）", [verse for verse in verses if verse])


def test_a_full_stop_that_was_wrapped_is_that_of_its_sentence() -> None:
    rows = [ZH_FIRST[:23], ZH_FIRST[23:-1], "。", "", ZH_SECOND[:23], ZH_SECOND[23:]]
    assert texts(read(ZH_TITLE, "", *rows)) == [ZH_FIRST, ZH_SECOND]


def test_a_row_of_buttons_is_no_deck() -> None:
    for row in (
        "字体：小 中 大 分享到：",
        "字体大小: A A A",
        "Teilen Facebook Twitter E-Mail Drucken",
        "Share | Tweet | Print",
        "打印 关闭",
    ):
        assert texts(read(TITLE, BYLINE, DAY, row, FIRST, SECOND)) == [FIRST, SECOND]


def test_a_list_that_sums_the_story_up_above_it_is_story() -> None:
    items = ["Families come to the slipway", "Only the maps are lost", "A whistle comes with each boat"]
    summed = read(TITLE, BYLINE, DAY, *[f"• {item}" for item in items], FIRST, SECOND)
    assert texts(summed) == [*items, FIRST, SECOND]
    menu = [f"• {each}" for each in ("Jobs", "Cinema", "Puzzles")]
    assert texts(read(TITLE, BYLINE, DAY, *menu, FIRST, SECOND)) == [FIRST, SECOND]


def test_headlines_of_other_stories_on_one_line_do_not_end_the_story() -> None:
    others = "Ferry to stop on Mondays A new crane for pier two Why the lighthouse was dark for three nights in a row"
    assert texts(read(TITLE, BYLINE, DAY, FIRST, SECOND, THIRD, FOURTH, others, "Privacy")) == [
        FIRST,
        SECOND,
        THIRD,
        FOURTH,
    ]


def test_a_day_without_a_year_below_the_title_is_the_day_where_no_other_is() -> None:
    article = read(*MENU, TITLE, "Mar 1", FIRST, SECOND)
    assert article.published is not None
    assert article.published.raw == "Mar 1"
    dated = read(*MENU, TITLE, "Mar 1", FIRST, SECOND, "Published 2 March 2024")
    assert dated.published is not None
    assert dated.published.raw == "2 March 2024"


WORDS = st.sampled_from(
    """harbour boats museum ferry lanterns rowing families keeper slipway whistle paper map spring Sunday morning crane
    pilot ropes winter tide quay captain""".split()  # noqa: SIM905
)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    words = draw(st.lists(WORDS, min_size=6, max_size=10))
    return f"The {' '.join(words[:3])} and the {' '.join(words[3:])} of the town were said to have come back by dusk."


@st.composite
def made(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a story with a menu above and furniture below; a paragraph is its parts, every second a link."""
    return {
        "menu": draw(
            st.lists(st.sampled_from(["Home", "News", "Sport", "Weather", "Opinion"]), max_size=5, unique=True)
        ),
        "title": f"Harbour museum lends {' '.join(draw(st.lists(WORDS, min_size=3, max_size=5, unique=True)))}",
        "day": f"{draw(st.integers(1, 28))} March 2024",
        "story": [
            [sentence[: len(sentence) // 2].rpartition(" ")[0], "to the lighthouse", f", with {sentence}"]
            for sentence in draw(st.lists(sentences(), min_size=3, max_size=5, unique=True))
        ],
        "footer": draw(st.sampled_from([[], ["Privacy", "Contact us"], FOOTER])),
    }


def whole(parts: list[str]) -> str:
    one, link, rest = parts
    return f"{one} {link}{rest}"


def as_html(page: dict[str, Any]) -> str:
    def listed(words: list[str]) -> str:
        return f"<ul>{''.join(f'<li><a href=/{at}>{each}</a>' for at, each in enumerate(words))}</ul>" if words else ""

    story = "".join(f"<p>{one} <a href=/x>{link}</a>{rest}</p>" for one, link, rest in page["story"])
    return (
        f"<html><body><nav>{listed(page['menu'])}</nav><article><h1>{page['title']}</h1><p class=byline>{BYLINE}</p>"
        f"<p><time>{page['day']}</time></p>{story}</article><footer>{listed(page['footer'])}</footer></body></html>"
    )


def written_by_lines(page: dict[str, Any]) -> list[str]:
    """Write it as resiliparse does: a line a block, bullets before what is listed."""
    menu, footer = ([f"• {each}" for each in page[key]] for key in ("menu", "footer"))
    return [*menu, page["title"], BYLINE, page["day"], *map(whole, page["story"]), *footer]


def written_indented(page: dict[str, Any]) -> list[str]:
    """Write it as inscriptis does: blank lines around blocks, what is listed indented."""
    menu, footer = ([f"  * {each}" for each in page[key]] for key in ("menu", "footer"))
    blocks = [page["title"], BYLINE, page["day"], *map(whole, page["story"])]
    return [*menu, "", *[line for block in blocks for line in (block, "")], *footer]


def written_broken(page: dict[str, Any]) -> list[str]:
    """Write it as BeautifulSoup does: a line ends at every element."""
    return [*page["menu"], page["title"], BYLINE, page["day"], *itertools.chain(*page["story"]), *page["footer"]]


@pytest.mark.parametrize("written", [written_by_lines, written_indented, written_broken])
@given(page=made())
@settings(max_examples=25)
def test_a_page_and_its_text_are_one_article(
    written: Callable[[dict[str, Any]], list[str]], page: dict[str, Any]
) -> None:
    html = tearsheet.parse(as_html(page), content_type="text/html", adapter="generic")
    text = tearsheet.parse("\n".join(written(page)), content_type="text/plain", adapter="generic")
    assert html.published is not None
    assert text.published is not None
    for one in (html, text):
        assert (one.title, one.authors) == (page["title"], ("Ada Moll",))
        assert texts(one) == list(map(whole, page["story"]))
    assert text.published.raw == html.published.raw == page["day"]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Stand: 05.07.2023, 12:30 Uhr", "2023-07-05"),
        ("Published 5. júlí 2023", "2023-07-05"),
        ("5 липня 2023", "2023-07-05"),
        ("2023. július 5.", "2023-07-05"),
        ("2023 m. liepos 5 d.", "2023-07-05"),
        ("2023. gada 5. jūlijs", "2023-07-05"),
        ("5 Ιουλίου 2023", "2023-07-05"),
        ("5. 7. 2023", "2023-07-05"),
    ],
)
def test_days_are_read_in_the_languages_of_the_worlds_papers(line: str, day: str) -> None:
    article = read(TITLE, line, FIRST, SECOND)
    assert article.published is not None
    assert str(article.published.date) == day


def test_in_a_text_that_is_not_english_the_day_goes_before_the_month() -> None:
    story = (
        "Le port prête ses plus petites barques à tous ceux qui savent ramer, et quarante familles sont venues depuis le "
        "premier dimanche du printemps pour en demander une, avec leurs enfants et leurs chiens. Chaque barque est rendue "
        "avec un sifflet, une écope et une carte du port en papier, et seules les cartes ne sont jamais revenues."
    )
    french = read("Le port prête ses barques", "Publié le 05/07/2023 à 12:30", story)
    assert french.published is not None
    assert str(french.published.date) == "2023-07-05"
    assert read(TITLE, "Published 05/07/2023 12:30", FIRST, SECOND).published is None


def test_other_days_of_the_text_tell_which_figure_is_the_month() -> None:
    article = read(TITLE, "05/07/2023", FIRST, SECOND, "Related", "Ferry to stop on Mondays", "04/28/2023")
    assert article.published is not None
    assert str(article.published.date) == "2023-05-07"


@pytest.mark.parametrize("pair", ["May 21, 2024April 24, 2024", "April 24, 2024 May 21, 2024"])
def test_of_two_days_side_by_side_the_earlier_is_that_of_publication(pair: str) -> None:
    article = read(TITLE, f"{pair} by Ada Moll", FIRST, SECOND)
    assert article.published is not None
    assert article.updated is not None
    assert (str(article.published.date), str(article.updated.date)) == ("2024-04-24", "2024-05-21")


def test_a_day_printed_in_three_lines_is_one_day() -> None:
    article = read(TITLE, "", "06", "Apr", "2020", "", FIRST, SECOND)
    assert article.published is not None
    assert str(article.published.date) == "2020-04-06"


def test_the_day_of_a_suggested_story_is_not_the_storys() -> None:
    cards = ["Related stories", "Beekeepers count a mild winter and fear a frost", "Research Mar 5, 2026"]
    assert read(TITLE, FIRST, SECOND, *cards).published is None
    below = ["Related stories", "Ferry to stop on Mondays at last", "A new crane for pier two", "Mar 5, 2026"]
    dated = read(TITLE, FIRST, SECOND, *below).published
    assert dated is not None
    assert str(dated.date) == "2026-03-05"


RULES = [
    "港邊新聞網有權刪除留言，或者直接封鎖帳號，請使用者在發言前務必先閱讀留言板規則，謝謝配合。",
    "請勿重覆刷一樣的留言，若發現有重複留言的行為，管理員得逕行刪除，情節嚴重者將停止其留言權限。",
    "請勿發布涉及未經證實或明顯傷害個人名譽的言論，違者須自行承擔一切法律責任，與網站無關。",
]
MENU_ZH = ["即時", "政治", "社會", "生活", "國際", "地方", "財經", "運動"]
STORY_ZH = "港務局今天宣布，下個月起把最小的十二艘舢舨借給會划船的居民，一次兩個小時，不收押金，碼頭邊一早就有人排隊。"


@pytest.mark.parametrize("rules_above", [True, False])
def test_a_short_story_below_its_day_goes_before_longer_rules_of_the_site(rules_above: bool) -> None:
    story = ["港務局出借小船", "2019-12-01 10:22", STORY_ZH]
    notice = ["同意並繼續", *RULES[:2]]
    lines = [*notice, *MENU_ZH, *story] if rules_above else [*MENU_ZH, *story, *MENU_ZH, *notice]
    article = read(*lines)
    assert article.title == "港務局出借小船"
    assert texts(article) == [STORY_ZH]


def test_of_two_stretches_of_nearly_one_weight_the_first_is_the_story() -> None:
    story = ["港務局出借小船", STORY_ZH]
    assert texts(read(*MENU_ZH, *story, *MENU_ZH, *RULES[1:])) == [STORY_ZH]


def test_what_readers_post_below_a_story_is_told_by_the_buttons_to_answer() -> None:
    posts = [
        "Greta Lindner",
        FIRST.replace("museum", "office"),
        "Reply",
        "Jens Kiel",
        SECOND.replace("map", "chart"),
        "Reply",
    ]
    assert texts(read(TITLE, BYLINE, DAY, FIRST, SECOND, *posts)) == [FIRST, SECOND]


def test_a_button_to_answer_above_the_story_cuts_nothing_off() -> None:
    assert texts(read(TITLE, BYLINE, "Reply", FIRST, SECOND, "Reply")) == [FIRST, SECOND]


def test_the_day_in_the_head_of_a_paper_is_not_the_storys() -> None:
    menu = "Home News Sport Culture Weather"
    assert read("Port Avery, Tuesday 5 March 2024", menu, TITLE, FIRST, SECOND).published is None
    assert read(DAY, "Museum Lends Boats Again", FIRST, SECOND).published is not None


def test_the_day_of_a_post_in_the_story_is_not_the_storys() -> None:
    post = "— Harbour Post (@harbourpost) January 15, 2020"
    assert read(TITLE, FIRST, "A line that somebody posted elsewhere", post, SECOND).published is None


@pytest.mark.parametrize(
    "heading",
    [
        "看了這則新聞的人，也看了……",
        "讀者迴響",
        "網友回應",
        "發表意見",
        "熱門新聞",
        "※本文版權所有，非經授權，不得轉載。",
    ],
)
def test_headings_of_taiwanese_papers_end_the_story(heading: str) -> None:
    story = [STORY_ZH, STORY_ZH.replace("港務局", "鎮公所")]
    film = "碼頭邊的貓一天能吃三斤魚，這位店老闆養了十二隻，每一隻都有自己的名字，客人點餐前得先跟牠們打招呼。"
    assert texts(read("港務局出借小船", "2019-12-01 10:22", *story, heading, film)) == story


ZH_TITLE, ZH_BYLINE, ZH_DAY = "港口博物馆把小船借给市民", "作者：李小满", "2024-03-05"
ZH_FIRST = "港口博物馆从本周起把最小的几条船借给市民，第一个周日就有四十户人家来到码头，排队等候划船。"
ZH_SECOND = "每条船配有一只哨子和一张港口地图，管理员说，到目前为止只有地图没有还回来，哨子倒是都在。"


def wrapped(text: str, width: int) -> list[str]:
    """Wrap *text* as people do; Chinese at any character but before a sign."""
    if text.isascii():
        return textwrap.wrap(text, width)
    step = width // 2
    return [text[at : at + step] for at in range(0, len(text), step)]


@pytest.mark.parametrize("width", [60, 66, 72, 78])
@pytest.mark.parametrize("paragraphs", [1, 2])
@pytest.mark.parametrize(
    ("head", "story"), [([TITLE, BYLINE, DAY], [FIRST, SECOND]), ([ZH_TITLE, ZH_BYLINE, ZH_DAY], [ZH_FIRST, ZH_SECOND])]
)
def test_a_story_of_a_paragraph_or_two_is_joined_where_it_was_wrapped(
    width: int, paragraphs: int, head: list[str], story: list[str]
) -> None:
    story = story[:paragraphs]
    article = read(*head, *[line for paragraph in story for line in ("", *wrapped(paragraph, width))])
    assert (article.title, len(article.authors), texts(article)) == (head[0], 1, story)


@pytest.mark.parametrize("indent", ["    ", "\t"])
def test_in_wrapped_lines_an_indentation_begins_a_paragraph(indent: str) -> None:
    lines = [line for text in (FIRST, SECOND) for line in textwrap.wrap(text, 66, initial_indent=indent)]
    assert texts(read(TITLE, BYLINE, DAY, *lines)) == [FIRST, SECOND]


def test_no_line_goes_on_with_a_rule_or_ends_before_a_byline_where_lines_are_wrapped() -> None:
    article = read("─" * 58, TITLE, "─" * 58, BYLINE, DAY, "", *textwrap.wrap(FIRST, 60))
    assert (article.title, article.authors, texts(article)) == (TITLE, ("Ada Moll",), [FIRST])


def test_what_a_mail_quotes_is_a_quote() -> None:
    reading = tearsheet.read(
        "\n".join(
            [TITLE, BYLINE, "", *textwrap.wrap(FIRST, 72), "", *[f"> {line}" for line in textwrap.wrap(SECOND, 70)]]
        ),
        content_type="text/plain",
    )
    assert [(block.kind, block.text) for block in reading.article.body] == [("paragraph", FIRST), ("quote", SECOND)]
    assert sum(entry.rule == "quote-mark" for entry in reading.ledger.entries) == len(textwrap.wrap(SECOND, 70))


def test_a_text_quoted_as_a_whole_is_read_as_what_it_quotes() -> None:
    lines = [TITLE, BYLINE, DAY, "", *textwrap.wrap(FIRST, 70), "", *textwrap.wrap(SECOND, 70)]
    article = read(*[f"> {line}".rstrip() for line in lines])
    assert (article.title, article.authors, texts(article)) == (TITLE, ("Ada Moll",), [FIRST, SECOND])


@pytest.mark.parametrize("sender", ["Ada Moll <ada@harbour.example>", "ada@harbour.example (Ada Moll)", "Ada Moll"])
def test_the_head_of_a_mail_tells_title_writer_and_time_and_its_signature_is_no_story(sender: str) -> None:
    reading = tearsheet.read(
        "\n".join([
            f"From: {sender}", "Newsgroups: harbour.talk", f"Subject: {TITLE}", "Date: Tue, 5 Mar 2024 10:20:31 +0100",
            "Message-ID: <77.abc@harbour.example>", "Organization: The Harbour", "", *textwrap.wrap(FIRST, 72), "",
            *textwrap.wrap(SECOND, 72), "", "-- ", "Ada Moll, Pier 2", "Row more, worry less.",
        ]),
        content_type="text/plain",
    )  # fmt: skip
    article = reading.article
    assert (article.title, article.authors, texts(article)) == (TITLE, ("Ada Moll",), [FIRST, SECOND])
    assert article.published is not None
    assert article.published.start is not None
    assert {"mail-head", "signature"} <= {entry.rule for entry in reading.ledger.entries}
    assert reading.ledger.unexplained == ()


def test_a_post_of_a_board_in_taiwan_is_read_by_its_head_up_to_where_it_was_sent_from() -> None:
    head = ["作者 tofu (豆腐花)", "看板 Harbour", f"標題 [閒聊] {ZH_TITLE}", "時間 Sat Mar  9 22:15:30 2024", ""]
    tail = ["--", "※ 發信站: 海港站(harbour.example), 來自: 203.0.113.7", "推 moll: 地圖也還給我 03/09 22:20"]
    article = read(*head, ZH_FIRST, ZH_SECOND, *tail)
    assert (article.title, article.authors, texts(article)) == (f"[閒聊] {ZH_TITLE}", ("tofu",), [ZH_FIRST, ZH_SECOND])
    assert article.published is not None
    assert article.published.civil == "2024-03-09T22:15:30"


def test_the_number_and_the_head_of_a_page_part_no_sentence() -> None:
    first, second = textwrap.wrap(FIRST, 66), textwrap.wrap(SECOND, 66)
    reading = tearsheet.read(
        "\n".join([
            "The Harbour Post", "", TITLE, BYLINE, DAY, "", *first[:1], "", "1", "\fThe Harbour Post", "", *first[1:], "",
            *second, "", "- 2 -", "\f",
        ]),
        content_type="text/plain",
    )  # fmt: skip
    assert (reading.article.title, texts(reading.article)) == (TITLE, [FIRST, SECOND])
    assert sum(entry.rule == "page-mark" for entry in reading.ledger.entries) == 3


@pytest.mark.parametrize("gap", ["\t", "     ", " | "])
def test_a_table_amid_the_story_is_one_with_its_cells_apart(gap: str) -> None:
    rows = ["Month\tBoats\tFamilies", "March\t12\t40", "April\t19\t61"]
    article = read(TITLE, BYLINE, FIRST, *[row.replace("\t", gap) for row in rows], SECOND)
    assert [block.kind for block in article.body] == ["paragraph", *["table"] * 3, "paragraph"]
    assert texts(article)[1:-1] == rows


@pytest.mark.parametrize("indent", ["    ", "\t", ""])
def test_code_amid_the_story_is_one_block_as_it_is_laid_out(indent: str) -> None:
    code = ["rail = open()", "for boat in boats:", "    rail.hang(boat)", "rail.close()"]
    article = read(TITLE, BYLINE, "", FIRST, "", *[indent + line for line in code], "", SECOND)
    assert [(block.kind, block.text) for block in article.body[1:-1]] == [("code", "\n".join(code))]


@pytest.mark.parametrize("bullet", ["* ", "- ", "• "])
def test_a_list_to_which_a_colon_leads_does_not_end_a_story_of_two_paragraphs(bullet: str) -> None:
    items = ["Boats are lent on Sundays", "Whistles must be returned", "Maps may be kept"]
    article = read(TITLE, BYLINE, DAY, FIRST, "The rules are short:", *[bullet + item for item in items], SECOND)
    assert texts(article) == [FIRST, "The rules are short:", *items, SECOND]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("港口博物馆把最小的几条船借给市民，", "第一个周日就有四十户人家排队"),
        ("老碼頭改成夜市「頭一個月", "就來了三萬人」攤販樂開懷"),
        ("《山村小学的气象站：十二年", "没有断过一天》引热议"),
    ],
)
@pytest.mark.parametrize("menu", [[], ["首页", "新闻", "天气", "联系我们"]])
def test_a_chinese_headline_of_two_lines_is_one(upper: str, lower: str, menu: list[str]) -> None:
    article = read(*menu, upper, lower, ZH_BYLINE, ZH_DAY, ZH_FIRST, ZH_SECOND)
    assert (article.title, texts(article)) == (upper + lower, [ZH_FIRST, ZH_SECOND])


@pytest.mark.parametrize(
    "byline",
    [
        ["Ada Moll • HarbourOnline", "Publisher"],
        ["Ada Moll", "Political reporter @adamoll"],
        ["Ada Moll, Harbour Times - March 5, 2024"],
        ["Ada Moll March 5, 2024 Comment Now!"],
        ["Ada MollMarch 5, 2024"],
        ["Posted On : March 5, 2024 Published By : Ada Moll"],
        ["Ada Moll HARBOUR TODAY NETWORK"],
        ["Ada Moll Harbour Creek Enquirer"],
    ],
)
@pytest.mark.parametrize("deck", [[], ["Forty families have come to the slipway, and all of them have come back."]])
def test_a_name_by_itself_is_a_byline_where_a_day_a_job_or_a_paper_stands_beside_it(
    byline: list[str], deck: list[str]
) -> None:
    article = read(*MENU, TITLE, *deck, *byline, FIRST, SECOND)
    assert (article.title, article.authors, texts(article)) == (TITLE, ("Ada Moll",), [*deck, FIRST, SECOND])


@pytest.mark.parametrize("mark", ["Analysis", "Disclaimer: The views of our readers are their own."])
def test_the_text_of_a_page_with_a_menu_is_no_export_for_a_section_or_a_disclaimer(mark: str) -> None:
    article = read(*MENU, "Sports", "Opinion", TITLE, BYLINE, DAY, FIRST, SECOND, *FOOTER[:3], mark)
    assert (article.adapter, article.title, texts(article)) == ("generic", TITLE, [FIRST, SECOND])


@pytest.mark.parametrize("row", ["Home | News\nSport | Weather", "Share on LinkedIn", "Find Care"])
def test_a_button_or_a_section_beside_the_day_is_no_author(row: str) -> None:
    article = read(TITLE, row, DAY, FIRST, SECOND)
    assert (article.title, article.authors) == (TITLE, ())


def test_in_a_row_of_figures_the_name_is_the_author() -> None:
    article = read(TITLE, "March 5, 2024 · 30 min · 6279 words · Ada Moll", "Table of Contents", FIRST, SECOND)
    assert article.authors == ("Ada Moll",)


def test_several_authors_stand_behind_one_label_without_a_space() -> None:
    assert read(TITLE, "Authors:Ada Moll, Jonas Pell", FIRST, SECOND).authors == ("Ada Moll", "Jonas Pell")


def test_a_menu_further_down_also_tells_a_page_from_an_export() -> None:
    above = [
        f"{TITLE} - The Harbour Post",
        "Skip to the content that you came for, please.",
        "Watch it live, by day and night.",
    ] * 4
    article = read(*above, *MENU, "Sports", "Analysis", "Weekend", "Opinion", TITLE, BYLINE, DAY, FIRST, SECOND)
    assert (article.adapter, texts(article)) == ("generic", [FIRST, SECOND])


def test_a_number_at_the_end_of_a_text_without_pages_is_a_line_like_any_other() -> None:
    broken = [
        FIRST.partition(" to ")[0],
        "to anyone",
        ", said the keeper of the slipway.",
        *[FIRST, "12", ", and so on."] * 3,
    ]
    assert SECOND in read(TITLE, *broken, SECOND, "2").text


@pytest.mark.parametrize("lines", [["$90", "$85", "$1,795 at the pier"], ["9.4 in | 23.9 cm", "8.0 in | 20.3 cm"]])
def test_prices_and_measures_are_neither_code_nor_tables(lines: list[str]) -> None:
    assert {block.kind for block in read(TITLE, FIRST, SECOND, *lines, FIRST, SECOND).body} == {"paragraph"}
