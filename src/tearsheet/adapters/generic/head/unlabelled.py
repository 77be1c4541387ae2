"""Names of writers that no label tells: beside a date, above a job, before a paper, or told of below the story."""

from __future__ import annotations

import re

from tearsheet.adapters.generic.head.bylines import Named, Sure
from tearsheet.adapters.generic.head.han_bylines import HAN_NAME, bare_names
from tearsheet.adapters.generic.head.names import is_desk, is_person, split_names
from tearsheet.adapters.generic.signs.figures import times_besides
from tearsheet.page.lines import Line
from tearsheet.reading.reader import Reader
from tearsheet.text.fold import folded

_LONGEST_DATED = 80
"""Characters of a line with a date, above or below which a name stands alone."""
_MOST_BESIDE_TIME = 5
"""Names that stand unlabelled beside the time of a story, at most."""
_BESIDE = 2
"""Lines between the line of a Han name and that of the date, with it: a job may stand there."""
_JOINTS = " \t|/·•–—-,;:，、｜"
_LEAD = re.compile(r"[\s|/·•–—-]*(?:By\b|[记記]者|作者|文[/／|丨]?)[\s:：]*")
_FAR = 60
"""Lines below a story in which its writer is told of."""
_NAMED = re.compile(r"(?:[^\w\s]{1,3}\s)?(\w[^|,]{1,38}?)(?:(, | \| | · | - )([^|]{1,60}(?:\|.{1,40})?))?")
"""A name, behind a sign perhaps, with a job, a place, a paper or an address after it."""
_NO_CASE = "\u0590"  # from here on letters have no capitals that tell a name
_IS = re.compile(r",? (?:is|was|has|writes|covers|works|joined|lives|loves)\b|:")
_SIGNS = re.compile(r"[(\[]?(?:[—–―-] ?)?(?P<name>[^\W\d_][^|,:;()\[\]\d]{3,38}?)[)\]]?\.?")
_LEAST_SIGNED = 3
"""Lines of a story that is signed, with its signature: below fewer a name may be anybody's."""
_NOT_SIGNED = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd", "figcaption", "blockquote"})
_ENDED = frozenset('.!?…"”»)')
_HAN = "\u2e80"
# What stands below the name of who has written it: a job, a handle.
_JOB = re.compile(
    r"@\w{2,30}|(?!from |by |with )(?=.{5,60}$)(?:[^\W\d_][\w&'’/-]*,? ){0,5}"
    r"(?:reporter|editor|writer|correspondent|columnist|contributor|staff|analyst|critic|journalist|publisher"
    r"|professor|director|manager|officer|(?:co-)?founder|president|consultant|expert|specialist|redakteur(?:in)?"
    r"|journaliste)"
    r"(?:,? (?:[^\W\d_][\w&'’/-]*+,?(?: |$)){0,7})?(?:@\w{2,30})?",
    re.IGNORECASE,
)
# A name with its paper behind it: "Ada Moll HARBOUR TODAY NETWORK", "Ada Moll Harbour Tribune".
_PAPER = re.compile(
    r"(?P<name>[A-Z][\w'’-]+(?: [A-Z]\.)? [A-Z][\w'’-]+) (?:[A-Z]{2,}(?: [A-Z]{2,}){1,3}"
    r"|(?:[A-Z][\w'’-]+ ){1,3}(?:News|Times|Post|Herald|Tribune|Journal|Enquirer|Inquirer|Gazette|Courier|Register|Star"
    r"|Press|Network|Republic|Democrat|Observer|Chronicle|Sentinel|Reporter))"
)
_ROW_PART = re.compile(r"[^|•·]+")
# What is no name of a person, though its words begin with capitals: a house, a button, a section.
_BODY = re.compile(
    r"\b(?:library|museum|association|society|council|university|institute|department|cent(?:er|re)|school|college"
    r"|foundation|agency|ministry|bureau|committee|magazine|company|group|hospital|academy|bank"
    r"|facebook|twitter|linkedin|instagram|e-?mail|share|print|view|profile|contents?|table|find|care|study|abroad|guide"
    r"|checklists?|news|releases?|posts?|read|more|menu|search|login|subscribe|about|home|blog|topics?|categor(?:y|ies))\b",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"\b(?:world|sports?|business|opinion|politics|local|national|international|health|tech(?:nology)?|science|culture|travel"
    r"|money|blogs?|videos?|photos?|featured|breaking|updates?|articles?|read|share|general|home|daily|weekly|magazine|times"
    r"|post|county|city|state|university|institute|department|cent(?:er|re)|release|events?|company|group|life|style|guide"
    r"|insights?|resources|case|stud(?:y|ies)|new|north|south|east|west|san|los|united|republic|rights|climate|change|reviews?"
    r"|picks?|care|estate|energy|security|education|environment|research|campus|students?|community|features?|interviews?"
    r"|markets?|marketing|products?|press|office|images?|reports?|announcements?|statements?|film|music|food|industry"
    r"|economy|finance|careers?|safety|policy|development|innovation|management|engineering|design|software|data|digital"
    r"|social|media|public|morning|long|guest|hall)\b",
    re.IGNORECASE,
)


_OWN = re.compile(r"/(?:people|persons?|team|experts?|bios?|members?|users?|firmas?)/([^/?#]+)/?$", re.IGNORECASE)
"""Where the link on the name of a person leads: a page of the site on those it names, as on those who write for it."""


def _is_led(line: Line, names: tuple[str, ...]) -> bool:
    """Whether one of *names* is a link on *line* to a section or a tag, and not to who bears it."""
    return line.is_linked and any(
        (own := _OWN.search(run.href)) is None or not folded(own[1]).startswith(folded(name))
        for run in line.runs
        for name in names
        if run.href and name in run.text
    )


def alone(reader: Reader, index: int, stop: int) -> Named | None:
    """Return the name that is all of the line at *index*, or all before a job, at the head of a story.

    The line above or below is a day, or the one below is a job: who wrote a story stands beside when that was. A place
    and a section stand there too, so that a link is none and its words are those of no section. Or the lines from
    *stop* on tell of that person: "Ada Moll is a writer".
    """
    lines = reader.lines
    line = lines[index]
    parts = _NAMED.fullmatch(line.text)
    name, joint, rest = parts.groups("") if parts is not None else ("", "", "")
    if not name.isprintable() or not is_person(name) or split_names(name) != (name,):
        return None
    near = [lines[at].text for at in (index - 1, index + 1) if 0 <= at < len(lines)]
    section = (
        _is_led(line, (name,)) or is_desk(name) or _SECTION.search(name) is not None or _BODY.search(name) is not None
    )
    day = line.node is not None and any(is_job(near[-1]) or _is_day(reader, text) for text in near)
    beside = is_job(rest) or "@" in rest or (joint != ", " and day)
    if (beside and not section and max(name.replace("’", "")) < _NO_CASE) or any(
        (below.text.startswith(name) and _IS.match(below.text, len(name)) is not None)
        or below.text.endswith(f" by {name}")
        for below in lines[stop : stop + _FAR]
    ):
        start = line.text.index(name)
        return Named(index, reader.stretch(index, index + 1), start, start + len(name), (name,), Sure.TOLD)
    return None


def signature(reader: Reader, start: int, stop: int) -> Named | None:
    """Return the name that is all of the line below the last paragraph, in its element: who signs the story.

    One that the story tells of is that of whom it quotes, and one below a quotation that of whose words they are.
    """
    lines = reader.lines
    line = lines[stop - 1]
    if _SIGNS.fullmatch(line.text) is None and stop < len(lines):
        line, stop = lines[stop], stop + 1
    parts = _SIGNS.fullmatch(line.text) if stop - start > _LEAST_SIGNED else None
    if parts is None or line.node is None or line.images or line.is_linked or line.tag in _NOT_SIGNED:
        return None
    name, above = parts["name"], lines[line.index - 1]
    around, beside = line.node.parent, above.node.parent if above.node is not None else None
    if around is None or beside is None or around.mem_id != beside.mem_id or above.region == "blockquote":
        return None
    # "Claire AUBERT" as French papers sign
    person = is_person(name) or (name.split()[-1].isupper() and is_person(name.title()) and not name.isupper())
    if not person or is_desk(name) or _SECTION.search(name) is not None or _BODY.search(name) is not None:
        return None
    if split_names(name) != (name,) or max(name.replace("’", "")) >= _HAN:
        return None
    if above.text[-1:] not in _ENDED or any(name in told.text for told in lines[start : line.index]):
        return None
    at = line.text.index(name)
    return Named(line.index, reader.stretch(line.index, line.index + 1), at, at + len(name), (name,), Sure.TOLD)


def _is_day(reader: Reader, text: str) -> bool:
    """Whether the line *text* is a time and its label, or begins with one."""
    found = reader.moments(text) if len(text) <= _LONGEST_DATED else ()
    return any(min(each.start, each.label_start) <= len(_JOINTS) for each in found)


def is_job(text: str) -> bool:
    """Whether *text* is the job or the handle of somebody whose name stands above it."""
    return _JOB.fullmatch(text) is not None


def _near_date(reader: Reader, index: int, reach: int) -> bool:
    """Whether one of the lines up to *reach* above and below that at *index* is short and has a date."""
    return any(
        len(line.text) <= _LONGEST_DATED and (reader.moments(line.text) or times_besides(line.text))
        for line in reader.lines[max(0, index - reach) : index + reach + 1]
        if line.index != index
    )


def beside_date(
    reader: Reader, index: int, sites: frozenset[str] = frozenset(), *, unlabelled: bool = True, called: bool = False
) -> Named | None:
    """Return the names that share the line at *index* with a date, or stand alone above or below one, or above a job.

    :param unlabelled: whether there is no markup; where there is, a name shares the line and is no section's
    :param called: whether the markup calls it a byline: Han characters may be a section, and there they are a name
    """
    lines = reader.lines
    stretch = reader.stretch(index, index + 1)
    text = stretch.text
    if HAN_NAME.fullmatch(text) is not None and not lines[index].is_linked and _near_date(reader, index, _BESIDE):
        return Named(index, stretch, 0, len(text), (text,), Sure.ALONE)
    found = [(min(each.start, each.label_start), max(each.end, each.label_end)) for each in reader.moments(text)]
    if unlabelled:
        found += times_besides(text)
    if not found and (
        not unlabelled
        or not (_near_date(reader, index, 1) or (index + 1 < len(lines) and is_job(lines[index + 1].text)))
    ):
        paper = _PAPER.fullmatch(text) if unlabelled else None
        if paper is None or not is_person(paper["name"]):
            return None
        return Named(index, stretch, 0, paper.end("name"), (paper["name"],), Sure.TOLD)
    start, stop = 0, len(text)
    for first, last in sorted(found):
        if text[start:first].strip(_JOINTS):
            stop = min(stop, first)
        else:
            start = max(start, last)
    lead = _LEAD.match(text, start, stop)
    if lead is not None:
        start = lead.end()
    words = text[start:stop]
    if any(map(str.isdigit, words)):  # a row: "30 min · 6279 words · Ada Moll"
        for part in _ROW_PART.finditer(text, start, stop):
            if is_person(part[0].strip()) and not any(map(str.isdigit, part[0])):
                start, stop = part.span()
                words = part[0]
                break
    if not unlabelled and not called and not words.isascii() and (bare := bare_names(words)) is not None:
        begin, end, names = start + bare[0], start + bare[1], split_names(bare[2])
        if names and not _is_led(lines[index], names) and sites.isdisjoint(map(folded, names)):
            return Named(index, stretch, begin, end, names, Sure.ALONE)
    start += len(words) - len(words.lstrip(_JOINTS))
    words = words.strip(_JOINTS)
    label = text[start + len(words) :].lstrip().startswith(":")  # "Last change:" before another day
    names = split_names(words) if words and not label and not any(map(str.isdigit, words)) else ()
    if unlabelled or found:
        if is_job(words) or (names and _BODY.search(names[0]) is not None):
            return None
        # Behind the first stands the paper.
        names = names[:1] + tuple([name for name in names[1:] if is_person(name) and _SECTION.search(name) is None])
    if not 0 < len(names) <= _MOST_BESIDE_TIME or folded(words) in sites or not all(map(is_person, names)):
        return None
    if not unlabelled and (
        _SECTION.search(" ".join(names)) or any(map(is_desk, names)) or _is_led(lines[index], names)
    ):
        return None
    if max("".join(names)) < _NO_CASE or lead is not None or called or all(map(HAN_NAME.fullmatch, names)):
        return Named(index, stretch, start, start + len(words), names, Sure.ALONE)
    return None
