"""Rows that a page prints around its story: what to do with it, who wrote, edited and owns it.

What is believed of news pages: a row of buttons (read it aloud, print it, share it, in larger letters) stands above the
first paragraph or below the last and holds nothing but the words of its buttons, the sizes of letters, and how often or
how long the story is read. A sentence that begins with one of these words goes on with others. An imprint of one line
stands below the last paragraph: a number of the paper, its owner, who has edited and checked the story. What stands
in a figure, or is called so, is a caption, unless a page tells all of its story under pictures.
"""

from __future__ import annotations

import re

from tearsheet.adapters.generic.body.core import PROSE, Core, beside
from tearsheet.adapters.generic.head.names import is_other_credit
from tearsheet.adapters.generic.signs.elements import Box, Boxes

# By language: English, German, French, Spanish and Portuguese, Italian, Dutch, Polish and Czech, Turkish, Russian.
# "~" stands for the story: "this article", "the page".
_WORDS = """
    listen ~, share ~, save ~, gift ~, print ~, email ~, e-mail ~, bookmark ~, download ~, send ~, read ~, hear ~
    play ~, read aloud, audio, pdf, tweet, pin, pin it, copy, copy link, copy url, for later, add to favourites
    add to favorites, text size, font size, comments, comment, views, view, reading time, estimated reading time
    facebook, twitter, linkedin, whatsapp, telegram, reddit, pinterest, bluesky, line, add us on google
    jump to comments, jump to recipe, reuse this content, republish ~, request reprints
    add to reading list, add to my list, reading list, read later, learn more
    read time, summarize ~, summarise ~, with ai, resize text, save to read later, bookmarked, unlock article
    anhören, hören, vorlesen, drucken, merken, auf die merkliste, zur merkliste hinzufügen
    teilen, speichern, verschenken, artikel, beitrag, als pdf, schriftgröße
    lesezeit, lesedauer, kommentare
    écouter, écouter l'article, écouter cet article, imprimer, partager, enregistrer, offrir, offrir cet article
    offrir l'article, sauvegarder, réagir, lire plus tard, ajouter à mes favoris, ajouter à vos favoris
    ajouter aux favoris, temps de lecture, lecture, de lecture
    escuchar, escuchar artículo, escuchar el artículo, escucha esta noticia, guardar, compartir, imprimir, comentarios
    tiempo de lectura, de lectura, ouvir, ouça este conteúdo, compartilhar, partilhar, salvar, tempo de leitura, leitura
    ascolta, ascolta l'articolo, stampa, condividi, condividi su, salva, tempo di lettura, di lettura
    luister, luister artikel, deel, bewaar, leestijd, lyssna, lyssna på artikeln, dela, skriv ut, lästid
    drukuj, udostępnij, posłuchaj, czas czytania, przeczytasz w, tisk, sdílet, doba čtení
    paylaş, yazdır, okuma süresi
    поделиться, распечатать, слушать, слушать новость, время чтения, читать, сохранить
"""
_STORY = r"(?: (?:to )?(?:this|the))? (?:article|story|post|page|news)"
_LATIN = "|".join(
    re.escape(word).replace(r"\ \~", f"(?:{_STORY})?(?: aloud)?").replace("'", "['’]")
    for word in sorted(re.split(r",\s*|\s*\n\s*", _WORDS.strip()), key=len, reverse=True)
)
_EAST = (
    r"字[号號体體级級型](?:大小)?|[放缩縮]?大?小?字[体體]|特?[大中小](?![\u4e00-\u9fff])|分享(?:[到至])?|微信|(?:新浪)?微博"
    r"|qq(?:空间|好友)?|朋友圈|打印(?:本[页文])?|返回[顶頂]部|[顶頂踩]一下|签发|列印|轉寄|[关關][闭閉](?:窗口|本页|視窗)?|收藏(?:本文)?|我要评论|评论"
    r"|听(?:新闻|全文)|聽(?:新聞|全文)|朗读|语音播报|点击播放|文字大小|用手机看|扫码|[阅閱][读讀](?:量|数|次数|需|时间)?|本文约\d+字|[浏瀏][览覽](?:量|次数|人次)?"
    r"|点击(?:量|数|次数)?|人[氣气]|点赞|转发"
    r"|保存(?:する)?|印刷(?:する)?|シェア(?:する)?|ツイート|ブックマーク|文字サイズ|この記事を聞く|読み上げ"
    r"|この記事は約\d+分で読めます|読了(?:時間|目安)|約(?=\d)|記事を保存|メールで送る|スクラップ"
    r"|글자 ?크기(?: 조절)?|가(?![가-힣])|기사 ?(?:듣기|저장|공유|인쇄|스크랩)"
    r"|글씨 ?(?:크게|작게)|읽는 시간|공유(?:하기)?|인쇄(?:하기)?|스크랩|댓글"
)
_AMOUNT = r"\s?(?:[万萬]|分[钟鐘]?|次|人|시간|분)"
_NUMBER = rf"\d[\d.,:]*+(?:[\s-]?(?:[km]|min(?:ut[a-z]{{1,3}})?s?\.?|мин(?:ут[аы]?)?\.?|dk)(?![^\W\d_])|{_AMOUNT})?"
_ROW = re.compile(
    rf"(?:[\W_]*+(?>(?P<word>(?:{_LATIN})(?![^\W\d_])|{_EAST})|a{{1,3}}[-+]?(?![^\W_])|{_NUMBER}))+[\W_]*+"
)
_SIGNS = re.compile(
    r"^(?:\W*(?:(?:[Pp]lay|[Pp]ause|[Ll]isten)\W+)?\d?\d:\d\d ?/ ?\d?\d:\d\d\W*|\W*A[-+]?(?: A[-+]?){1,2}\W*"
    r"|\W*\d{1,3} of \d{1,3}\W*|\W*[Pp]ages?:(?: \d+)+(?: [Nn]ext)?\W*)"
)
"""The clocks of a player, letters of several sizes, the number of a picture, and those of pages."""
_BUTTONS = re.compile(
    r"(?:(?:share|tweet|e-?mail|print|copy link|facebook|twitter|x|whatsapp|linkedin|reddit|telegram|pinterest"
    r"|messenger|teilen|drucken|partager|envoyer|imprimer|compartir|enviar|imprimir|condividi|stampa|分享到?|微信|微博|QQ空间|朋友圈"
    r"|line|打印|列印|收藏|关闭|關閉|字[号號体體](?:大小)?|a|[大中小]|シェア|ツイート|印刷|LINEで送る)(?:[\s|·•/:：\[\]【】]+|$)){2,}",
    re.IGNORECASE,
)
"""Two buttons or more to share and print, with the sizes of letters."""
_DAY_ALONE = re.compile(r"\d{1,2}([-/.])\d{1,2}\1(?:19|20)\d\d(?: \d?\d:\d\d(?::\d\d)?)?")
"""A day of which nobody knows which figure is the month."""
_LABEL = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=次))(?:(?:信息|文章|稿件|新[闻聞])?[来來]源|稿源|供稿"
    r"|(?:[发發][布佈文表帖]|更新|成文|印发|录入|添加|公开|生成|[张張][贴貼])"
    r"(?:[时時][间間]|日期|机关|机构|[单單]位|字号|人)?|[时時][间間]|日期|作者|[责責]任?[编編][辑輯]?|[编編][辑輯]|[审審][核校]|[摄攝]影|文字|图片|记者|通讯员"
    r"|(?:[浏瀏][览覽]|[点點][击擊閱]|[阅閱][读讀]|访问)(?:次[数數]|人次|量|[数數])?|字[体體号號]|索引号|信息索引|文号|主题(?:分类|词)|有效性|标题)\s?[:：]"
)
_SPREAD = re.compile(r"(?<=[\u4e00-\u9fff])\s(?=[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff])?\s?[:：])|(?<=索)\s(?=引)")
"""What parts the characters of a label that is set as wide as the one below it: 标　　题：."""
_LEAST_LABELS, _LEAST_FACTS = 2, 3
"""Labels of a row at least, and lines of one label each above a story."""
_LONGEST = 60
"""Characters of a row of buttons: a longer line is read for what it says."""


OF_PICTURE = re.compile(
    r"(?:\W{0,3}(?>(?:click to )?(?:enlarge|expand)(?: this)?(?: image)?|(?:toggle|hide|show) caption|close|cc|play"
    r"|pause|open image in lightbox|view (?:image )?in (?:fullscreen|gallery)|subtitles|image|photo)(?![^\W\d_]))+"
    r"\W{0,3}",
    re.IGNORECASE,
)
"""The buttons around a picture, and a word for those who see none."""


def is_tools(text: str) -> bool:
    """Whether the line *text* is nothing but buttons, how often and how long it is read, the sizes of its letters."""
    if len(text) > _LONGEST:
        return False
    match = _ROW.fullmatch(text.lower())
    told = match is not None and match["word"] is not None
    patterns = _SIGNS, _DAY_ALONE, OF_PICTURE
    return told or any(pattern.fullmatch(text) is not None for pattern in patterns)


def is_button_row(text: str) -> bool:
    """Whether the line *text* is nothing but two buttons or more to share and print it."""
    return _BUTTONS.fullmatch(text) is not None


def is_label_row(text: str) -> bool:
    """Whether the line *text* is a row of labels, each with what it says of the story: 发布时间：… 来源：…."""
    if len(text) > _LONGEST_ROW or text.isascii() or text[-1] in "。！？?!" or (":" not in text and "：" not in text):
        return False
    return len(_LABEL.findall(_SPREAD.sub("", text))) >= _LEAST_LABELS


_ROLE = (
    "责任编辑|責任編輯|責任主編|核稿編輯|编辑|編輯|责编|責編"
    "|[初复终一二三]审(?:[一二三]校)?|审校|校对|校對|审核|審核|审读|监制|監製|监审|编审"
)
_CREDITS = re.compile(
    rf"\W*(?:{_ROLE})(?:\s?[:：/／]\s?| )[\u4e00-\u9fff]{{2,4}}"
    rf"(?:\s(?:{_ROLE})(?:\s?[:：/／]\s?| ?)[\u4e00-\u9fff]{{2,4}})*\W*"
    r"|\W*(?:źródło|zdroj|forrás|kaynak|источник|bron|källa|kilde|lähde)\s?: [^.]{2,40}"
    r"|\W*(?:(?:avec|mit|con|com|with|met|med|z) )?(?:l['’])?(?:afp|ap|reuters|dpa|efe|ansa|lusa|apa|anp|ritzau|ntb|stt"
    r"|pap|čtk|belga|тасс|europa press|associated press)(?:[ ,/]+(?:et|und|y|e|and|en|og|[a-z]{2,7}))*\W*",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\W*(?:doi: ?\S|国内统一(?:连续出版物)?(?:刊|书)号|[转轉][载載][请請][注註]明|alle rechte vorbehalten"
    r"|tous droits réservés|reprinted with permission|all rights reserved|report (?:an? )?(?:error|typo)"
    r"|read the original|(?:printed|retrieved|downloaded) from:? https?:"
    r"|[（(]c[)）].{0,40}無断|.{0,10}無断(?:転載|複製)を?禁).{0,60}"
    r"|.{0,60}\bissn:? ?\d{4}-\d{3}[\dx]\b.{0,60}",
    re.IGNORECASE,
)
_LONGEST_ROW = 140
"""Characters of a row of labels, and of an imprint of one line, which is two labels or three; a paragraph has more."""


_LONGEST_BIO = 600
"""Characters of a line on who wrote the story: a paragraph, and not all that is told of a person."""
_BIO = re.compile(
    r"[\W_]{0,4}(?:[A-Z][\w.'’-]{0,20} ){2,5}(?:is|was) (?:a|an|the|our)\b[^.]{0,60}\b(?:reporter|editor|"
    r"writer|journalist|correspondent|columnist|contributor|producer|reviewer)\b"
    r"|[\W_]{0,4}(?:[A-Z][\w.'’-]{0,20} ){1,5}(?:can|may) be reached\b"
)


_WRITE = re.compile(
    r"[\W_]{0,4}(?:contact|e-?mail|write|send|reach|do you|have you|have an?|got an?)\b(?!:)"
    r"(?=.*[\w.+-]@[\w-]+\.[a-z])|contributing: "
    r"|(?:[^.?!]{1,60}[.?!] )?(?:tell|let) us (?:know )?[^.]{0,40}\b(?:comments?|replies)\b",
    re.IGNORECASE,
)


def is_about_author(text: str) -> bool:
    """Whether the line *text*, one of a story's last, says who wrote it, "Ada Poe is a reporter for …", or whom to
    write to.
    """
    return len(text) <= _LONGEST_BIO and (_BIO.match(text) is not None or _WRITE.match(text) is not None)


def _is_fact(text: str) -> bool:
    """Whether the line *text* is a label and what it says of the story: 发布机构：柳湾镇人民政府."""
    return len(text) <= _LONGEST and text[-1] not in "。！？?!" and _LABEL.match(_SPREAD.sub("", text)) is not None


_IMPRINT = re.compile(
    r"(?:rights|rechte|droits|derechos|diritti|direitos) (?:are )?(?:reserv|riserv|vorbehalt|réserv)"
    r"|\bcopyright\b|may be reproduced|права защищены|[版著](?:作)?[权權](?:所有|归)|(?:请勿|不得|嚴?禁)[转轉][载載]"
    r"|無断(?:転載|複製|転用|複写)|icp[备備]|公网安备|网站标识码|主办单位|主办[:：]"
    r"|registered (?:office|in england)|p\. ?iva|\bnif\b|〒\d|©"
)
"""What an owner prints of himself below all of his pages: that rights are reserved, where he is registered.

In lower case, where most places are passed over by their first letter."""
_OWNED = (  # noqa: SIM905 - words are read best as words
    "© reserv riserv vorbehalt réserv copyright reproduced защищены registered iva nif "
    "权 權 载 載 無断 icp 公网 标识码 主办 〒"
).split()
"""What each of these has: most lines have none, which is found out in a fifth of the time."""
LONGEST_IMPRINT, _OF_IMPRINT = 300, 3
"""Weight of its lines, of which one in so many says so: the others are an address, a telephone."""
_LEAST_ROWS = 2
"""Lines of an element that is an imprint, at least."""


def is_imprint(text: str) -> bool:
    """Whether the line *text* says who owns the site."""
    small = text.lower()
    return any(map(small.__contains__, _OWNED)) and _IMPRINT.search(small) is not None


def holds_imprint(boxes: Boxes, box: Box) -> bool:
    """Whether *box* holds what the owner of the site says of himself, and no paragraph."""
    lines = boxes.lines[box.start : box.stop]
    if len(lines) < _LEAST_ROWS or max(boxes.weight[box.start : box.stop]) >= LONGEST_IMPRINT:
        return False
    return sum(is_imprint(line.text) for line in lines) * _OF_IMPRINT >= len(lines)


def cut_imprint(boxes: Boxes, box: Box, start: int, rules: list[str | None]) -> None:
    """Drop what the owner of the site says of himself in the last element of *box*, whose lines may be long."""
    last = next(reversed(box.children), box) if len(box.children) > _LEAST_ROWS else box
    if last is not box and last.stop == box.stop and holds_imprint(boxes, last):
        for index in range(last.start, last.stop):
            rules[index - start] = rules[index - start] or "tail"


def cut_rows(boxes: Boxes, start: int, rules: list[str | None], core: Core) -> None:
    """Drop rows of buttons around the paragraphs, the clocks of a player anywhere, imprints of one line below."""
    facts = [index for index in range(start, core.first) if _is_fact(boxes.lines[index].text)]
    for index in facts if len(facts) >= _LEAST_FACTS else ():
        rules[index - start] = rules[index - start] or "label"
    for index in range(start, start + len(rules)):
        text = boxes.lines[index].text
        if rules[index - start] is not None or len(text) > _LONGEST_ROW:
            continue
        if core.first <= index <= core.last:
            if _SIGNS.fullmatch(text) is not None and beside(boxes, index) not in core.around:
                rules[index - start] = "label"
        elif is_tools(text):
            rules[index - start] = "label"
        elif index > core.last and (_CREDITS.fullmatch(text) is not None or is_other_credit(text)):
            rules[index - start] = "credits"
        elif index > core.last and _NOTICE.fullmatch(text) is not None:
            rules[index - start] = "notices"


_LONGEST_CAPTION = 600
"""Weight that what stands in a figure stays below to be its caption: a hundred words are told."""
_IN_FIGURES = 0.4
"""Share of the words in the chosen element, from 0 to 1, from which on the story itself is told in figures. Fitted on
dev, 2026-11."""


def set_captions_apart(boxes: Boxes, start: int, rules: list[str | None]) -> None:
    """Set what is printed in figures apart, unless the story itself is."""
    found = [
        offset
        for offset, rule in enumerate(rules)
        if rule == "caption"
        or (
            rule is None
            and boxes.lines[start + offset].region == "figure"
            and boxes.weight[start + offset] < _LONGEST_CAPTION
        )
    ]
    of_paragraphs: dict[int, bool] = {}
    found = [offset for offset in found if not _told_in_figure(boxes, start + offset, of_paragraphs)]
    told = sum(boxes.weight[start + offset] for offset, rule in enumerate(rules) if rule is None or rule == "caption")
    if sum(boxes.weight[start + offset] for offset in found) < _IN_FIGURES * told:
        for offset in found:
            rules[offset] = "label" if OF_PICTURE.fullmatch(boxes.lines[start + offset].text) else "caption"
    else:
        for offset in found:
            rules[offset] = None


def _told_in_figure(boxes: Boxes, index: int, known: dict[int, bool]) -> bool:
    """Whether the line is one of several paragraphs in one caption: then the story is told under its pictures.

    :param known: what was found out of boxes before, by their numbers
    """
    parent = boxes.of_line[index].parent
    if boxes.lines[index].tag != "p" or parent is None:
        return False
    if parent.number not in known:
        inside = range(parent.start, parent.stop)
        known[parent.number] = sum(boxes.lines[i].tag == "p" and boxes.weight[i] >= PROSE for i in inside) > 1
    return known[parent.number]
