"""A time found among other words, and the label before or after it that says what it is the time of."""

from __future__ import annotations

import re
from typing import Literal

from attrs import frozen

from tearsheet.model.moment import Moment

Label = Literal["published", "updated"]
"""What a label says. A label that says neither (时间, "Date") has no kind."""


@frozen(kw_only=True)
class Found:
    """A time found in a line.

    :param start: where its words begin in the line
    :param end: where they end
    :param label: what it is the time of, where a label says so
    :param label_start: where the label begins; ``start`` where there is none
    :param label_end: where the label ends, its colon included; a label can follow the time (3小时前更新)
    """

    start: int
    end: int
    label: Label | None
    label_start: int
    label_end: int
    moment: Moment


_UPDATED = (
    r"(?:(?:最后|最近|最新|最终|上次)?(?:更新|更改|修改|编辑|修订)(?:于|时间|日期|日时|日)?|업데이트|수정"
    r"|(?:last |latest |recently |date )?(?:updated?|modified|edited|revised|refreshed)"
    r"(?: date| time)?(?: (?:on|at))?(?![a-z]))"
)
_VERB = r"(?:发布|发表|出版|发帖|发文|刊登|刊发|上传|创建|张贴|登载|投稿|公开|配信|录入|添加|提交)"
_PUBLISHED = (
    rf"(?:(?:首次|文章|新闻|稿件)?{_VERB}(?:于|时间|日期|日时|日)?|입력|등록|작성"
    r"|(?:first |originally |date )?(?:published|posted|created|submitted|uploaded|added|released|written)"
    r"(?: date| time)?(?: (?:on|at))?(?![a-z])"
    r"|(?:post|publish(?:ed|ing)?|publication|release|creation)(?: date| time)(?![a-z]))"
)
_ANY = r"(?:(?<![\u3400-\u9fff])(?:时间|日期)|(?:date|time|dated)(?![a-z]))"
_JOIN = r" ?[\])】」]? {0,3}[:|]? {0,4}"
_LABELS = rf"(?<![a-z])(?:(?:(?P<updated>{_UPDATED})|(?P<published>{_PUBLISHED})|{_ANY}){_JOIN}){{1,2}}(?:(?:on|at) )?"
_AT = re.compile(_LABELS, re.ASCII)
_BEFORE = re.compile(_LABELS + r"\Z", re.ASCII)
_PAST = rf"(?:更新|修改|编辑|(?:首次)?{_VERB})"
_AFTER = re.compile(rf"{_PAST}(?= |$|[|·,)\]】(;])| {_PAST}(?= ?$| ?[|·,)\]】(;]| [阅浏点][读览击])", re.ASCII)
_REACH = 48  # characters between a label and its time
_BETWEEN = " :|])】」"
# The last characters of the labels: most text before a time ends in none of them.
_LAST = frozenset("dent于间期时日布表帖文登发传建贴载稿开信入加交新改辑订트정력록성")


def label_at(text: str, position: int) -> tuple[int, Label | None] | None:
    """Return where the label that begins at *position* of folded text ends, with its colon, and its kind."""
    match = _AT.match(text, position)
    return (match.end(), _kind(match)) if match else None


def label_before(text: str, position: int, floor: int) -> tuple[int, int, Label | None] | None:
    """Return where the label directly before *position* begins and ends, with its colon, and its kind.

    :param floor: what stands before it belongs to something else
    """
    first = max(floor, position - _REACH)
    if text[first:position].rstrip(_BETWEEN)[-1:] not in _LAST:
        return None
    match = _BEFORE.search(text, first, position)
    return (match.start(), match.end(), _kind(match)) if match else None


def label_after(text: str, position: int) -> tuple[int, int, Label] | None:
    """Return where a label that follows a time (3小时前更新) begins and ends, and its kind."""
    match = _AFTER.match(text, position)
    if match is None:
        return None
    word = match[0].lstrip()
    return match.end() - len(word), match.end(), "updated" if word in {"更新", "修改", "编辑"} else "published"


def _kind(match: re.Match[str]) -> Label | None:
    return "updated" if match["updated"] else "published" if match["published"] else None
