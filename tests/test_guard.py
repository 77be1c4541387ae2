"""The guard: what would hang a parser is refused or defused, with no text lost, and real pages pass untouched."""

import re
import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from tearsheet.errors import LimitError
from tearsheet.page._guard import DEFAULT_LIMITS, Guarded, Limits, check_size, guard

SHARED = Path(__file__).parents[2] / "shared"
SMALL = Limits(depth=20, formatting=8, copies=100, attributes=10, names=40, options=30, tags=3_000)


def outline(markup):
    """Depth, number of elements, and visible text of what Lexbor makes of *markup*."""
    deepest = elements = 0
    root = LexborHTMLParser(markup).root
    todo = [(root, 1)]
    words = []
    while todo:
        node, depth = todo.pop()
        if node.next is not None:
            todo.append((node.next, depth))
        if node.is_text_node:
            words.append(node.text_content or "")
        elif node.is_element_node:
            elements += 1
            deepest = max(deepest, depth)
            if node.first_child is not None and node.tag not in ("script", "style"):
                todo.append((node.first_child, depth + 1))
    return deepest, elements, "".join(words)


def marks(text):
    return sorted(re.findall(r"w\d+w", text))


def each(form, n):
    """*form* n times over; ``#`` is the number, ``@`` a word to be found again."""
    return "".join(form.replace("#", str(i)).replace("@", f"w{i}w") for i in range(n))


HOSTILE = {
    "crossed b and i": each("<b #><i #>@</b>", 2_000),
    "nested div": each("<div>@", 30_000),
    "nested div, closed": "<div>" * 20_000 + "w0w" + "</div>" * 20_000,
    "nested ul li": each("<ul><li>@", 10_000),
    "attributes": "<p " + each("a# ", 20_000) + ">w0w",
    "attributes with a > in their values": "<p " + each('a#=">" ', 60_000) + ">w0w",
    "attributes of many body tags": each("<body a#=1>@", 60_000),
    "options": "<select>" + each("<option>@", 60_000),
    "numbered b in each p": each("<p><b c=#>@", 3_000),
    "numbered b, then p": each("<b c=#>", 2_000) + each("<p>@", 2_000),
    "b, nested div, closing b": "<b>" + each("<div>@", 20_000) + "</b>" * 20_000,
    "a in each div": each("<a href=x><div>@", 10_000),
    "form div": each("<form><div>@</form>", 10_000),
    "span, stray ends": "<span>" * 20_000 + "w0w" + "</i>" * 20_000,
    "foreignObject": each("<svg><foreignObject>@", 30_000),
    "svg input": "<svg>" + each("<input>@", 60_000),
    "ever new tags": each("<x#>@</x#>", 30_000),
    "ever new attributes": each("<p a#=1>@</p>", 30_000),
    "capital letters": each("<DIV>@", 30_000),
    "hidden in a comment that a script opens": "<script><!--</script>" + each("<div>@", 30_000) + "-->",
    "hidden behind a style in SVG": "<svg><style>" + each("<g>", 60_000) + "</style>w0w",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_is_defused_with_every_word_kept(name):
    page = HOSTILE[name]
    guarded = guard(page)
    assert [warning.code for warning in guarded.warnings] == ["markup-defused"]
    depth, elements, text = outline(guarded.utf8)
    assert depth <= DEFAULT_LIMITS.depth + 3
    assert elements <= page.count("<") * 2 + DEFAULT_LIMITS.copies
    assert marks(text) == marks(page)
    for tag in re.findall(r"<[a-z]+ [^>]{500,}>", guarded.text.replace('">"', "")):
        assert len(tag.split()) <= DEFAULT_LIMITS.attributes + 2


@pytest.mark.parametrize(
    ("page", "limit"),
    [
        ("x" * 10_000_001, "bytes"),
        ("<b>" * 300_000, "tags"),
        ("<!--x-->" * 300_000, "tags"),
        ("</p>" * 300_000, "tags"),
    ],
)
def test_what_cannot_be_defused_is_refused_with_the_limit_and_a_remedy(page, limit):
    with pytest.raises(LimitError, match=rf"Limits\({limit}=") as caught:
        guard(page)
    assert caught.value.limit == limit
    assert caught.value.cap == getattr(DEFAULT_LIMITS, limit) < caught.value.value


def test_size_is_checked_against_the_limit_given():
    check_size(10, Limits(bytes=10))
    with pytest.raises(LimitError) as caught:
        check_size(11, Limits(bytes=10))
    assert (caught.value.limit, caught.value.value, caught.value.cap) == ("bytes", 11, 10)


@pytest.mark.parametrize(
    "page",
    [
        "",
        "plain text, 3 < 4 & 5 > 4",
        "<p>one<p>two<ul><li>a<li>b</ul><table><tr><td>c<td>d</table>" * 400,
        "<p><b>never closed " * 400,
        "<p>" + "a &lt; b " * 100_000,
        "<script>" + "if (a < b) document.write('<div><div>');" * 2_000 + "</script><p>x",
        "<svg>" + "<path d='M0'/>" * 10_000 + "</svg>",
        "<select>" + "<option>x" * 5_000 + "</select>",
        "<p title='" + "<div>" * 20_000 + "'>x",
        "<!--" + "<div>" * 20_000 + "-->x",
        "<style>" + "a>b{}" * 30_000 + "</style>x",
        "<p>" + "&amp;" * 100_000,
        "<img src='data:," + "x y " * 30_000 + "'>",
    ],
)
@pytest.mark.parametrize("exact", [False, True])
def test_innocent_markup_is_returned_as_it_is(page, exact):
    guarded = guard(page, exact=exact)
    assert guarded.text is page
    assert guarded.utf8 == page.encode()
    assert guarded.warnings == ()


def test_real_pages_are_returned_as_they_are(real_pages):
    for name, page in real_pages:
        guarded = guard(page)
        assert guarded.text is page, (name, guarded.warnings)
        assert guarded.warnings == ()


def test_real_pages_are_within_the_limits(real_pages):
    for name, page in real_pages[::3]:
        guarded = guard(page, exact=True)
        assert guarded.text is page, (name, guarded.warnings)
        assert guarded.warnings == ()


@pytest.fixture(scope="module")
def real_pages():
    """150 of the pages that others have published."""
    archives = sorted((SHARED / "pages").glob("*.tar*"))
    if not archives:
        pytest.skip("the real pages of ../shared/pages are not here")
    pages = []
    with tarfile.open(archives[0]) as archive:
        for number, member in enumerate(member for member in archive if "/html/" in member.name and member.isfile()):
            if number % 4 == 0:
                pages.append((member.name, archive.extractfile(member).read().decode("utf-8", "replace")))
            if len(pages) == 150:
                break
    return pages


def test_lone_surrogates_become_replacement_characters_with_a_warning():
    guarded = guard("<p>a\ud800b\udfffc")
    assert guarded.text == "<p>a\ufffdb\ufffdc"
    assert [(warning.code, warning.message[:2]) for warning in guarded.warnings] == [("surrogates-replaced", "2 ")]


def test_nul_characters_are_left_out_with_a_warning():
    guarded = guard("<p>a\0b\0")
    assert (guarded.text, guarded.utf8) == ("<p>ab", b"<p>ab")
    assert [(warning.code, warning.message[:2]) for warning in guarded.warnings] == [("nul-removed", "2 ")]


def test_the_warning_says_what_was_dropped_and_how_often():
    (warning,) = guard("<div>" * 30 + "x", SMALL).warnings
    assert "12 tags nested too deeply" in warning.message


def test_a_dropped_block_leaves_a_line_end_and_a_dropped_inline_element_nothing():
    deep = Limits(depth=4)
    assert guard("<div><div>a<div>b</div>c", deep).text == "<div><div>a<br>b<br>c"
    assert guard("<div><div>a<span>b</span>c", deep).text == "<div><div>abc"


@pytest.mark.parametrize(
    ("page", "text"), [("<<span>b>x</span>", "<b>x"), ("&am<span>p;</span>", "&amp;"), ("<span>&l</span>t;", "&lt;")]
)
def test_nothing_grows_together_where_a_tag_was_dropped(page, text):
    guarded = guard("<div><div>" + page, Limits(depth=4))
    assert outline(guarded.utf8)[2] == text


def test_a_page_that_leaves_too_much_formatting_open_loses_formatting_but_not_its_links():
    page = each("<p><font color=#><a href=u#>@</a>", 50)
    guarded = guard(page, SMALL)
    assert "<font" not in guarded.text
    assert guarded.text.count("<a href=u") == 50


def test_attributes_beyond_the_limit_are_dropped_from_the_end():
    page = "<p id=first " + each("a#='#>' ", 30) + ">x</p>"
    assert guard(page, SMALL).text.startswith("<p id=first  a0='0>'  a1='1>' ")
    assert set(LexborHTMLParser(guard(page, SMALL).utf8).css_first("p").attributes) == {
        "id",
        *(f"a{i}" for i in range(9)),
    }


def test_a_tag_with_some_more_attributes_than_the_limit_is_let_pass_and_many_such_tags_are_not():
    tag = "<p " + each("a# ", 1_000) + ">x"
    assert guard("<body>" + tag).text == "<body>" + tag
    guarded = guard("<body>" + tag * 20)
    assert [warning.code for warning in guarded.warnings] == ["markup-defused"]
    for attributes in re.findall("<p ([^>]*)>", guarded.text):
        assert len(attributes.split()) <= DEFAULT_LIMITS.attributes


def test_tags_that_begin_in_the_name_of_a_tag_are_read_once():
    guard("<a" * 200_000)  # a minute where each is read to its end


def test_what_looks_like_a_long_tag_in_a_script_is_left_as_it_is():
    script = "<script>for(i=0;i<n.length;i++){" + each("a#=b[#] ", 1_500) + "}</script>"
    page = "<html><body><p>A story." + script
    assert guard(page) == Guarded(text=page, utf8=page.encode())


def test_a_limit_below_the_default_holds_on_small_pages_too():
    assert outline(guard("<div>" * 500 + "x", SMALL).utf8)[0] <= 20 + 1
    assert outline(guard("<div>" * 500 + "x").utf8)[0] > 500
    assert outline(guard("<div>" * 500 + "x", exact=True).utf8)[0] <= DEFAULT_LIMITS.depth + 1


def test_the_callers_own_utf8_is_used_and_returned():
    data = "<p>新闻".encode()
    assert guard("<p>新闻", utf8=data).utf8 is data


TAGS = "a b i font nobr em div p span ul li dl dd table tbody tr td th caption select option optgroup button svg math g"
MORE = (
    "path desc foreignObject mi style script textarea template form h1 object ruby rt br hr x-y frameset noscript xmp"
)
ATTRIBUTES = st.sampled_from(["", "", " c=1", " c='>'", ' d="/"', "/", " x=y/"])
TOKENS = st.one_of(
    st.tuples(st.sampled_from((TAGS + " " + MORE).split()), ATTRIBUTES).map(lambda pair: f"<{pair[0]}{pair[1]}>"),
    st.sampled_from((TAGS + " " + MORE).split()).map(lambda name: f"</{name}>"),
    st.sampled_from(["x", "<!--", "-->", "<![CDATA[", "]]>", "&am", "p;", "<", "</", "<?", "'", '"', "<!-->", "</br>"]),
)
SOUP = st.lists(st.tuples(st.lists(TOKENS, max_size=6).map("".join), st.integers(1, 40)), max_size=5).map(
    lambda parts: "".join(part * count for part, count in parts)
)


@given(st.one_of(st.text(), SOUP))
def test_guarding_twice_is_guarding_once(page):
    try:
        once = guard(page, SMALL)
    except LimitError:
        return
    twice = guard(once.text, SMALL)
    assert twice.text is once.text
    assert twice.warnings == ()


@given(SOUP)
def test_the_limits_hold_for_any_soup_of_tags(page):
    guarded = guard(page, SMALL)
    depth, elements, _ = outline(guarded.utf8)
    tags = guarded.text.count("<")
    assert depth <= SMALL.depth * 4
    assert elements <= 3 * (tags + SMALL.copies) + 20


PLAIN = "a b i font em div p span ul li table tr td select option button svg g h1 x-y blockquote"
WORDY = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(PLAIN.split()), ATTRIBUTES).map(lambda pair: f"<{pair[0]}{pair[1]}>"),
        st.sampled_from(PLAIN.split()).map(lambda name: f"</{name}>"),
        st.just("@"),
    ),
    max_size=12,
)


@given(WORDY.map("".join), st.integers(1, 60))
def test_no_visible_word_is_lost(form, count):
    page = each(form, count)
    assert marks(outline(guard(page, SMALL).utf8)[2]) == marks(outline(page)[2])


LONG = b" ".join(b"a%d" % number for number in range(20_000))


@pytest.mark.parametrize(
    "page",
    [
        b"<p " + b" ".join(b'a%d=">"' % number for number in range(20_000)) + b">x",
        b'<p a=">" ' + LONG + b">x",
        b"<p a='>' b=\">>\" " + LONG + b">x",
        b"<p " + LONG.replace(b"700 ", b'700="<b>" ') + b">x",
        b"<!--<style>--><p " + LONG + b">x",
        b"<!--<style --><p " + LONG + b">x",
        b"<p x='<style '><p " + LONG + b">x",
    ],
    ids=["in each value", "once", "in two", "here and there", "a style in a comment", "another", "a style in a value"],
)
def test_a_tag_of_many_attributes_is_found_wherever_a_greater_than_sign_hides_it(page):
    found = guard(page.decode())
    assert [warning.code for warning in found.warnings] == ["markup-defused"]
    assert len(found.utf8) < 6_000
