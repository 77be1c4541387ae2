"""The generic adapter on threads, in the markup of many kinds of forum software (``forum_pages``)."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

import quay
import tearsheet
from forum_pages import POSTS, SOFTWARE, TITLE, hacker_news_link, lemmy, ptt, stack_exchange, v2ex, xenforo
from tearsheet.adapters.generic.thread.thread_signs import is_forum

EXACT = {"minute", "second"}
FLOORS = {"xenforo", "vbulletin3", "vbulletin4", "tieba", "nodebb", "mybb"}
COUNTED_FROM_ONE = {"v2ex", "smf"}
ALIKE = {"xenforo", "vbulletin3", "vbulletin4", "tieba", "discourse", "smf", "bbpress", "flarum", "nodebb", "mybb"}
"""Whose opening post has the markup of the others."""
NO_YEAR = {"ptt"}
"""Whose replies have a time without a year."""
by_name = pytest.mark.parametrize("software", SOFTWARE, ids=lambda each: each.__name__)


def read(software, posts, *, address=True):
    data, url = software(posts)
    return tearsheet.read(data, url if address else None, adapter="generic")


def thread(software, posts, *, address=True):
    return read(software, posts, address=address).article


def minute(moment):
    """Return the printed minute, in UTC where a zone is known."""
    assert moment is not None
    assert moment.precision in EXACT
    at = moment.start.astimezone(UTC) if moment.start is not None else datetime.fromisoformat(moment.civil)
    return at.replace(second=0, microsecond=0, tzinfo=UTC)


def told(article, posts, software):
    assert article.title == TITLE
    assert [author.split(" ")[0] for author in article.authors] == [posts[0].author]
    assert minute(article.published) == posts[0].at.replace(second=0)
    assert [comment.body for comment in article.comments] == [post.text for post in posts[1:]]
    assert [comment.author for comment in article.comments] == [post.author for post in posts[1:]]
    if software.__name__ not in NO_YEAR:
        assert [minute(comment.posted) for comment in article.comments] == [
            post.at.replace(second=0) for post in posts[1:]
        ]


@by_name
def test_a_thread_is_told_with_people_times_and_what_was_said(software):
    article = thread(software, POSTS)
    told(article, POSTS, software)
    assert [block.text for block in article.body] == ([] if software is hacker_news_link else [POSTS[0].text])


@by_name
def test_floors_are_what_counts_up(software):
    floors = [comment.floor for comment in thread(software, POSTS).comments]
    name = software.__name__
    assert floors == ([2, 3, 4] if name in FLOORS else [1, 2, 3] if name in COUNTED_FROM_ONE else floors)
    assert floors == [None] * 3 or len(set(floors)) == 3


@pytest.mark.parametrize(
    "software", [each for each in SOFTWARE if each not in {hacker_news_link, v2ex, ptt}], ids=lambda each: each.__name__
)
def test_one_answer_is_a_comment(software):
    told(thread(software, POSTS[:2]), POSTS[:2], software)


@pytest.mark.parametrize(
    "software",
    [each for each in SOFTWARE if each not in {hacker_news_link, lemmy, ptt}],
    ids=lambda each: each.__name__,
)
def test_a_thread_of_a_single_post_has_its_poster_and_time(software):
    article = thread(software, POSTS[:1])
    told(article, POSTS[:1], software)
    assert [block.text for block in article.body] == [POSTS[0].text]


@pytest.mark.parametrize(
    "software", [each for each in SOFTWARE if each.__name__ in ALIKE], ids=lambda each: each.__name__
)
def test_a_thread_is_told_by_its_posts_without_an_address(software):
    told(thread(software, POSTS, address=False), POSTS, software)


@by_name
def test_every_line_is_accounted_for(software):
    assert read(software, POSTS).ledger.unexplained == ()


def test_comments_below_a_story_make_no_thread():
    comments = "".join(
        f"<li class='comment'><a class='author' href='/user/{post.author}'>{post.author}</a> <time>{post.english}</time>"
        f"<div class='comment-body'>{post.text}</div></li>"
        for post in POSTS
    )
    story = "".join(f"<p>{post.text} The council will meet again in June, it said.</p>" for post in POSTS)
    page = f"<html><title>{TITLE}</title><h1>{TITLE}</h1><p class='by'>By Ada Moll, 2024-05-01</p><div>{story}</div><ul>{comments}</ul>"
    article = tearsheet.parse(page, "https://quay.example/2024/05/01/pier.html")
    assert article.authors == ("Ada Moll",)
    assert len(article.body) == 4


def test_stories_of_a_weblog_make_no_thread():
    stories = "".join(
        f"<article class='post'><h2><a href='/{n}'>A headline of its own, number {n}</a></h2><a class='author' "
        f"href='/author/{post.author}'>{post.author}</a> <time>{post.english}</time><div class='entry'>{post.text}</div></article>"
        for n, post in enumerate(POSTS * 2)
    )
    found = list(tearsheet.parse_all(f"<html><title>Pier notes</title><main>{stories}</main>", "https://quay.example/"))
    assert [each.title for each in found] == [f"A headline of its own, number {n}" for n in range(8)]


def test_an_index_of_threads_is_a_list():
    rows = "".join(
        f"<tr><td class='icon'></td><td><a class='topictitle' href='/viewtopic.php?t={n}'>{post.text[:44]} {n}</a><br>by <a "
        f"class='username' href='/member.php?u={n}'>{post.author}</a></td><td>{n * 7}</td><td>{post.at:%Y-%m-%d}</td></tr>"
        for n, post in enumerate(POSTS * 3)
    )
    page = f"<html><title>Piers - Pier Forum</title><h1>Piers</h1><table>{rows}</table>"
    found = list(tearsheet.parse_all(page, "https://pier.example/forum/piers"))
    assert [each.title for each in found] == [f"{post.text[:44]} {n}" for n, post in enumerate(POSTS * 3)]
    with pytest.raises(tearsheet.NotAnArticleError):
        tearsheet.parse(page, "https://pier.example/forum/piers")


def test_the_letter_of_an_avatar_is_no_name():
    assert thread(xenforo, POSTS).authors == ("mira_k",)


def test_posts_of_a_line_each_are_told_by_the_name_that_begins_them():
    pushes = "".join(
        f"<div class='push'><span class='tag'>推 </span><span class='push-userid'>{name}</span><span>: {text}</span></div>"
        for name, text in [("ab1", "九點前去"), ("longuserid12", "油煙太大了"), ("ab1", "下週會加抽風機")]
    )
    page = (
        f"<html><title>[閒聊] 夜市 - 看板 Pier</title><div id='main'><div><span>作者</span><span>tofu</span></div><div><span>"
        f"標題</span><span>[閒聊] 夜市</span></div>昨晚去了夜市，人真的很多，排糖水排了半小時。想問大家有沒有推薦的攤位？{pushes}</div>"
    )
    article = tearsheet.parse(page, "https://ptt.example/bbs/Pier/M.1.html", adapter="generic")
    assert article.title == "[閒聊] 夜市"
    assert article.authors == ("tofu",)
    assert [(each.author, each.body) for each in article.comments] == [
        ("ab1", "九點前去"),
        ("longuserid12", "油煙太大了"),
        ("ab1", "下週會加抽風機"),
    ]


REMARKS = [
    ("zed", "Have you asked at the harbour office? They have a notice on the door that says more."),
    ("ann", "There was a fence on Monday, and no notice at all that I could see from the road."),
    ("zed", "Then it must have blown away in the night, for I read it there on Sunday evening."),
]


def question(posts, remarks):
    """Return a page of questions and answers with *remarks* below the question."""
    data, url = stack_exchange(posts)
    below = "".join(
        f"<li class='comment'><span class='cool'>2</span><div class='comment-body'><span class='comment-copy'>{text}</span> "
        f"<div>– <a href='/users/9/{name}' class='comment-user'>{name}</a></div> <span class='comment-date'><span "
        f"title='2024-05-01 11:00:00Z, License: CC BY-SA 4.0'>May 1, 2024 at 11:00</span></span></div></li>"
        for name, text in remarks
    )
    at = data.rindex("</div>", 0, data.index('<div id="answers">'))
    return f"{data[:at]}<ul class='comments-list'>{below}</ul>{data[at:]}", url


@pytest.mark.parametrize("remarks", [REMARKS[:1], REMARKS], ids=["one remark", "several"])
@pytest.mark.parametrize("posts", [POSTS, POSTS[:2]], ids=["answers", "one answer"])
def test_remarks_below_a_question_are_neither_text_nor_answers(posts, remarks):
    article = thread(lambda posts: question(posts, remarks), posts)
    assert [block.text for block in article.body] == [POSTS[0].text]
    assert [(each.author, each.body) for each in article.comments] == [(post.author, post.text) for post in posts[1:]]


@pytest.mark.parametrize("remarks", [REMARKS[:1], REMARKS], ids=["one remark", "several"])
def test_of_a_question_without_answers_the_remarks_are_the_comments(remarks):
    article = thread(lambda posts: question(posts, remarks), POSTS[:1])
    assert [block.text for block in article.body] == [POSTS[0].text]
    assert [(each.author, each.body) for each in article.comments] == remarks


def test_a_thread_is_not_dated_by_an_answer_that_says_more_of_its_time():
    markup, url = hacker_news_link(POSTS)
    stated = markup.partition("comment-tree")[0]
    bare = re.sub(r' title="[^"]*"', "", stated)
    article = tearsheet.parse(bare + markup[len(stated) :], url, adapter="generic")
    assert str(article.published.date) == "2024-05-01"


@pytest.mark.parametrize("quote", ['"', "'", ""])
def test_what_made_a_forum_is_found_however_the_markup_quotes_it(quote):
    markup = f"<head><meta name={quote}generator{quote} content={quote}Discourse{quote}></head><p>a"
    page = tearsheet.Page(markup, content_type="text/html")
    assert is_forum(page, tearsheet.read_metadata(page))


def test_what_a_bare_quotation_repeats_is_a_sentence_of_a_post_before():
    units = "".join(
        f"<div class='post'><a class='user' href='/u/{post.author}'>{post.author}</a> <time datetime='{post.iso}'>{post.iso[:10]}"
        f"</time><div class='md'>{quote}<p>{post.text}</p></div></div>"
        for post, quote in zip(
            POSTS,
            [
                "",
                "<blockquote>A line of a poem that nobody here has written.</blockquote>",
                "",
                "<p>oldpier wrote:</p><blockquote><p>The drawings hang in the library.</p></blockquote>",
            ],
            strict=True,
        )
    )
    article = tearsheet.parse(f"<title>{TITLE}</title><h1>{TITLE}</h1>{units}", "https://pier.example/t/77")
    assert [each.quote for each in article.comments] == [None, None, "The drawings hang in the library."]
    assert article.comments[0].body.startswith("A line of a poem")
    assert article.comments[2].body == POSTS[3].text


def test_what_a_mail_marks_as_the_words_of_another_is_quoted():
    units = "".join(
        f"<div class='m'><b class='author'>{post.author}</b> <i>{post.plain}</i><pre>{text}</pre></div>"
        for post, text in zip(
            POSTS,
            [post.text for post in POSTS[:3]]
            + [f"On Friday Tobias wrote:\n&gt; I saw them on Friday.\n\n{POSTS[3].text}\n&gt; 5 of them?"],
            strict=True,
        )
    )
    article = tearsheet.parse(f"<title>{TITLE}</title><h1>{TITLE}</h1>{units}", "https://pier.example/threads/77")
    assert article.comments[2].quote == "> I saw them on Friday."
    assert article.comments[2].body == f"{POSTS[3].text}\n> 5 of them?"


ASKED = "<div class='q'><h1>{}</h1><div class='rich'><p>{}</p></div><div>41 followers</div></div>"


@pytest.mark.parametrize("around", ["answer-list", "AnswersNavWrapper"])
def test_who_gave_the_one_answer_did_not_ask(around):
    post = POSTS[1]
    answer = (
        f"<div class='{around}'><h4>1 answer</h4><div class='item'><a class='name' href='/people/1'>{post.author}</a><p>{post.text}"
        f"</p><span>Posted {post.plain[:16]}</span><button>Share</button></div></div>"
    )
    page = f"<title>{TITLE}</title><main>{ASKED.format(TITLE, POSTS[0].text)}{answer}</main>"
    article = tearsheet.parse(page, "https://ask.example/question/77", adapter="generic")
    assert article.authors == ()
    assert [block.text for block in article.body] == [POSTS[0].text]
    assert [(each.author, each.body) for each in article.comments] == [(post.author, post.text)]


def test_the_first_letters_of_names_are_pictures():
    units = "".join(
        f"<div class='flex'><div><span class='round'>{post.author[:2].upper()}</span></div><div><span class='bold'>{post.author}"
        f"</span> · <span>{post.plain}</span></div><div class='mt-2'>{post.text}</div></div>"
        for post in POSTS
    )
    article = tearsheet.parse(f"<title>{TITLE}</title><h1>{TITLE}</h1><div>{units}</div>", "https://quay.example/a8f3")
    assert [article.authors[0], *(each.author for each in article.comments)] == [post.author for post in POSTS]


@pytest.mark.parametrize(
    ("printed", "day"),
    [("05/01/24(Wed)10:21:05", "2024-05-01"), ("01/05/24(Wed)10:21", "2024-05-01"), ("05/01/2024 10:21", None)],
)
def test_a_weekday_between_day_and_clock_tells_the_month(printed, day):
    page = (
        f"<title>{TITLE}</title><h1>{TITLE}</h1><div class='post'><span class='name'>ada</span> <span>{printed}</span>"
        f"<div class='said'>{POSTS[0].text}</div></div>"
    )
    published = tearsheet.parse(page, "https://pier.example/threads/77", adapter="generic").published
    assert (str(published.date) if published is not None else None) == day


def test_two_mails_of_one_page_are_two_posts():
    mails = "".join(
        f"<pre>Subject: {'Re: ' * n}{TITLE}\nFrom: {post.author} &lt;a@quay.example&gt;\nDate: {post.at:%a, %d %b %Y %H:%M:%S} +0000\n"
        f"\n{post.text}\n</pre>"
        for n, post in enumerate(POSTS)
    )
    article = tearsheet.parse(f"<title>{TITLE}</title>{mails}", "https://quay.example/mail/77", adapter="generic")
    assert article.authors == (POSTS[0].author,)
    assert [(each.author, each.body) for each in article.comments] == [(post.author, post.text) for post in POSTS[1:]]


@pytest.mark.parametrize("around", ["form", "div"])
def test_a_form_around_the_posts_is_how_a_board_lets_readers_choose_some(around):
    post = POSTS[0]
    page = (
        f"<title>{TITLE}</title><h2>{TITLE}</h2><p>Started by {post.author}, {post.plain}</p><{around} id='choose'><div "
        f"class='unit'><h4>{post.author}</h4><div class='time'>{post.plain}</div><div class='said'>Hi all,<br><br>{post.text}<br>"
        f"</div></div></{around}>"
    )
    article = tearsheet.parse(page, None, adapter="generic")
    assert article.text.endswith(f"Hi all,\n\n{post.text}")


def test_a_board_that_welcomes_its_guests_opens_no_thread_by_it():
    welcome = "<div class='w'><p>Welcome! You are viewing this board as a guest. Join nine thousand rowers, post, and hide this.</p>"
    posts = "".join(quay.BOARD.format(n=n, text=text) for n, text in enumerate(quay.REPLIES, 1))
    html = quay.page(f"<main><h1>{quay.TITLE}</h1>{welcome}<a href='/r'>Register now</a></div>{posts}</main>")
    found = tearsheet.parse(html.encode(), "https://quay.example/threads/pier.9/")
    assert [quay.texts(found), [comment.body for comment in found.comments]] == [quay.REPLIES[:1], quay.REPLIES[1:]]


def test_when_and_how_often_a_post_was_edited_is_not_said():
    edited = (
        "<div class='e'>Last edited by Sailor1 on 2024-05-01 10:40, edited 2 times in total, for the pier's sake.</div>"
    )
    posts = "".join(
        quay.BOARD.format(n=n, text=f"{text}{edited if n == 1 else ''}") for n, text in enumerate(quay.REPLIES, 1)
    )
    found = tearsheet.parse(
        quay.page(f"<main><h1>{quay.TITLE}</h1>{posts}</main>").encode(), "https://quay.example/threads/pier.9/"
    )
    assert quay.texts(found) == quay.REPLIES[:1]


@pytest.mark.parametrize(
    ("opening", "said"),
    [
        ("<p>{0}</p><p>{1}</p>", 2),
        ("<p>{0}</p><ul><li>{1}</li></ul><p>{2}</p>", 3),
        ("<p>{0}</p><pre>{1}</pre><p>{2}</p>", 3),
    ],
)
def test_paragraphs_side_by_side_right_above_the_answers_open_the_thread(opening, said):
    posts = "".join(
        f"<div class='r'><div>sailor{n}, 2024-05-0{n}</div><p>{text}</p></div>"
        for n, text in enumerate(quay.REPLIES, 1)
    )
    html = f"<main><h1>{quay.TITLE}</h1>ada - 2024-05-01\n{opening.format(*quay.STORY)}{posts}</main>"
    found = tearsheet.parse(quay.page(html).encode(), "https://forum.quay.example/thread/9/")
    assert quay.texts(found) == quay.STORY[:said]
    assert [comment.body for comment in found.comments] == quay.REPLIES


def test_a_poster_may_tell_the_others_where_to_sign_up():
    said = "Sign up with the harbour master, and bring an oar."
    posts = "".join(quay.BOARD.format(n=n, text=f"{text}<br>{said}") for n, text in enumerate(quay.REPLIES[:2], 1))
    found = tearsheet.parse(
        quay.page(f"<main><h1>{quay.TITLE}</h1>{posts}</main>").encode(), "https://quay.example/threads/pier.9/"
    )
    assert [quay.texts(found), found.comments[0].body] == [[quay.REPLIES[0], said], f"{quay.REPLIES[1]}\n{said}"]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("<p class='author'><strong>{0}</strong> 发表于 {1}</p>", "{0}<br><br>"),
        ("<hr>Title: <b>Re: x</b><br>Post by: <b>{0}</b> on <b>{1}</b><hr>", "<div style='margin: 0 5ex'>{0}</div>"),
    ],
)
def test_heads_of_posts_that_stand_between_what_was_said_part_it(head, said):
    posts = "".join(head.format(post.author, post.plain[:16]) + said.format(post.text) for post in POSTS)
    page = f"<title>{TITLE}</title><h1>{TITLE}</h1><div>{posts}</div>"
    article = tearsheet.parse(page, "https://quay.example/archiver/thread-77.html", adapter="generic")
    assert [article.authors[0], *(each.author for each in article.comments)] == [post.author for post in POSTS]
    assert [each.body for each in article.comments] == [post.text for post in POSTS[1:]]


def test_names_with_what_is_known_of_topics_are_no_posts():
    topics = "".join(
        f"<div class='cell'><span><a href='/t/{n}'>A question about rope number {n}</a></span><div></div>"
        f"<span><a class='username' href='/member/u{n}'>u{n}</a> • <span>2024-03-0{n} 10:00</span> • last answer</span></div>"
        for n in range(1, 7)
    )
    found = list(tearsheet.parse_all(f"<title>Quay</title><div>{topics}</div>", "https://quay.example/go/ropes"))
    assert [each.title for each in found] == [f"A question about rope number {n}" for n in range(1, 7)]


def test_what_was_deleted_says_nothing():
    posts = "".join(quay.BOARD.format(n=n, text=text) for n, text in enumerate([*quay.REPLIES, "[deleted]"], 1))
    found = tearsheet.parse(
        quay.page(f"<main><h1>{quay.TITLE}</h1>{posts}</main>"), "https://quay.example/threads/pier.9/"
    )
    assert [each.body for each in found.comments] == quay.REPLIES[1:]


@pytest.mark.parametrize("counted", ["3 Answers", "3 Antworten", "3 个回答"])
def test_a_question_beside_which_nobody_is_named_is_known_by_the_number_of_its_answers(counted):
    answers = "".join(
        f"<div class='item'><div class='author'><a class='name' href='/people/{n}'>{post.author}</a></div><div>{post.text}</div>"
        f"<div>{post.plain[:16]}</div></div>"
        for n, post in enumerate(POSTS[1:])
    )
    html = f"<title>{TITLE}</title><h1>{TITLE}</h1><div class='q'>{POSTS[0].text}</div><h4>{counted}</h4><div>{answers}</div>"
    article = tearsheet.parse(html, adapter="generic")
    assert article.authors == ()
    assert [block.text for block in article.body] == [POSTS[0].text]
    assert [(each.author, each.body) for each in article.comments] == [(post.author, post.text) for post in POSTS[1:]]


def test_the_title_of_a_thread_is_what_its_posts_print_and_no_name_of_a_view():
    posts = "".join(
        f"<div class='postheader'>Title: <strong>{'Re: ' if n else ''}{TITLE}</strong><br>Post by: <strong>{post.author}</strong> on "
        f"<strong>{post.plain[:16]}</strong></div><div class='postbody'>{post.text}</div>"
        for n, post in enumerate(POSTS)
    )
    html = f"<title>Print Page - {TITLE}</title><h1>Quay Forum</h1><div id='posts'>{posts}</div>"
    assert tearsheet.parse(html, adapter="generic").title == TITLE
