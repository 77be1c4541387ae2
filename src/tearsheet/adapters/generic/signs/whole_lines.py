"""Whole lines that are boilerplate in the larger languages of the world, and what stands before a colon.

They are looked up and not searched, so that there may be many of them: a heading over other stories is a few words that
hardly vary. Whatever varies is a pattern in :mod:`~tearsheet.adapters.generic.signs.phrases`.
"""

from __future__ import annotations

from collections.abc import Iterable

_LINES: dict[str, str] = {
    "related": """
        ilgili haberler | benzer haberler | bunlar da ilginizi çekebilir | ilginizi çekebilir | en çok okunanlar |
        berita terkait | artikel terkait | berita lainnya | baca juga | baca selengkapnya | lihat juga | simak juga
        | berita terpopuler | terpopuler | rekomendasi untuk anda | pilihan untukmu | halaman selanjutnya |
        czytaj także | czytaj też | czytaj również | zobacz także | zobacz też | zobacz również | przeczytaj także |
        przeczytaj też | polecane | polecamy | polecane artykuły | powiązane artykuły | podobne artykuły |
        najczęściej czytane | czytaj dalej | czytaj więcej | zobacz wideo | notas relacionadas |
        noticias relacionadas | artículos relacionados | contenido relacionado | temas relacionados |
        te puede interesar | le puede interesar | te podría interesar | también te puede interesar | lo más leído |
        lo más visto | más noticias | lea también | lea además | leé también | lee además | mira también |
        mirá también | vea también | seguir leyendo | leer más | ver más | notícias relacionadas |
        matérias relacionadas | artigos relacionados | leia também | leia mais | veja também | mais lidas |
        mais lidos | saiba mais | ler mais | veja mais | articles liés | articles similaires | sur le même sujet |
        sur le même thème | à lire également | à lire aussi | lire aussi | lire également | lire la suite |
        les plus lus | les articles les plus lus | pour aller plus loin | voir aussi | ähnliche artikel |
        ähnliche beiträge | verwandte artikel | verwandte themen | das könnte sie auch interessieren |
        das könnte sie interessieren | das könnte dich auch interessieren | auch interessant | meistgelesen |
        meistgelesene artikel | weitere artikel | weitere nachrichten | weitere meldungen | weiterlesen | mehr lesen
        | lesen sie auch | lesen sie mehr | articoli correlati | potrebbe interessarti | potrebbe interessarti anche
        | leggi anche | leggi tutto | i più letti | continua a leggere | notizie correlate | gerelateerd |
        gerelateerde artikelen | lees ook | lees meer | lees verder | meest gelezen | läs också | läs även | läs mer
        | relaterat | relaterade artiklar | mest läst | læs også | læs mere | mest læste | les også | les mer |
        relaterte saker | mest lest | lue myös | lue lisää | aiheeseen liittyvää | luetuimmat | čtěte také |
        čtěte dále | související články | mohlo by vás zajímat | nejčtenější | prečítajte si aj | súvisiace články |
        meer nieuws | siste nytt | senaste nytt | seneste nyt |
        kapcsolódó cikkek | olvassa el | ezt is ajánljuk | citeşte şi | citește și | citește mai mult |
        articole similare | pročitajte još | pročitajte i | povezani članci | preberite tudi | διαβάστε επίσης |
        διαβάστε ακόμα | διαβάστε περισσότερα | σχετικά άρθρα | δείτε επίσης | читайте также | читайте ещё |
        читать далее | по теме | материалы по теме | похожие новости | похожие статьи | самое читаемое |
        новости по теме | новости партнеров | читайте також | читати далі | новини по темі | tin liên quan |
        bài liên quan | bài viết liên quan | tin cùng chuyên mục | xem thêm | đọc thêm | đọc nhiều nhất |
        ข่าวที่เกี่ยวข้อง | บทความที่เกี่ยวข้อง | อ่านเพิ่มเติม | อ่านข่าวเพิ่มเติม | อ่านต่อ | اقرأ أيضا |
        اقرأ أيضاً | اقرأ المزيد | اقرأ ايضا | مواضيع ذات صلة | أخبار ذات صلة | الأكثر قراءة | यह भी पढ़ें |
        ये भी पढ़ें | इसे भी पढ़ें | संबंधित खबरें | संबंधित समाचार | और पढ़ें | আরও পড়ুন | আরো পড়ুন | קראו עוד |
        קראו גם | כתבות נוספות""",
    "advert": """
        yorumlar ve emojiler aşağıda | içeriğin devamı aşağıda | haberin devamı | reklam | yazının devamı |
        dalszy ciąg artykułu pod materiałem wideo | dalsza część artykułu pod materiałem wideo |
        dalsza część tekstu pod wideo | dalszy ciąg materiału pod wideo | ciąg dalszy artykułu pod reklamą | iklan |
        scroll to continue with content | lanjutkan membaca | sigue leyendo debajo |
        la noticia continúa después de la publicidad | contenido patrocinado | continúa después de la publicidad |
        artikel wordt vervolgd na de advertentie | advertentie | artikkelen fortsetter under annonsen |
        artikkelen fortsetter | artiklen fortsætter efter annoncen | artikeln fortsätter efter annonsen |
        artikeln fortsätter | mainos | hirdetés | publicitate | реклама на сайте | quảng cáo | โฆษณา | إعلان |
        إعلانات | विज्ञापन | বিজ্ঞাপন | פרסומת | διαφήμιση""",
    "comment-prompt": """
        yorumlar | yorum yap | komentar | tulis komentar | komentarze | skomentuj | dodaj komentarz |
        brak komentarzy | keine kommentare | noch keine kommentare | bisher keine kommentare | kommentar schreiben |
        aucun commentaire | laisser un commentaire | sin comentarios | deja un comentario | dejar un comentario |
        nenhum comentário | deixe um comentário | nessun commento | lascia un commento | geen reacties | reacties |
        kommentarer | diskutera | kommentit | bình luận | ความคิดเห็น | التعليقات | अपनी टिप्पणी दें | no comments |
        no comments yet""",
    "share-prompt": """
        bagikan | bagikan artikel ini | paylaş | udostępnij | drukuj | compartir | compartilhar | compartilhe |
        condividi | delen | deel dit artikel | dela | del | jaa | chia sẻ | แชร์ | شارك | शेयर करें |
        share this article""",
    "cookie-notice": """
        we value your privacy | we respect your privacy | we care about your privacy |
        your privacy is important to us | cenimy twoją prywatność | cenimy państwa prywatność |
        cenimy waszą prywatność | nous respectons votre vie privée | votre vie privée est importante pour nous |
        wir schätzen ihre privatsphäre | wir respektieren ihre privatsphäre | wir achten ihre privatsphäre |
        wir schätzen deine privatsphäre | wir respektieren deine privatsphäre | ihre privatsphäre ist uns wichtig |
        valoramos su privacidad | valoramos tu privacidad | respetamos su privacidad | respetamos tu privacidad |
        tu privacidad es importante para nosotros | rispettiamo la tua privacy | rispettiamo la vostra privacy |
        teniamo alla tua privacy | teniamo alla vostra privacy | la tua privacy è importante per noi |
        valorizamos a sua privacidade | respeitamos a sua privacidade | uw privacy is belangrijk voor ons |
        vi värdesätter din integritet | vi respekterer dit privatliv | gizliliğinize önem veriyoruz |
        vážíme si vašeho soukromí | мы ценим вашу конфиденциальность""",
}
_EDGES = " \t.:：»›>→…–—-|*•▶►+()[]【】0123456789"
_RULES = {line: rule for rule, lines in _LINES.items() for line in map(str.strip, lines.split("|")) if line}
_LONGEST = max(map(len, _RULES)) + 8


def _beginnings(lines: Iterable[str]) -> frozenset[str]:
    """Return the first two characters of *lines*, as they are written at the head of a line or of a heading."""
    small = {line[:2] for line in lines}
    turkish = {case for two in small if two[0] == "i" for case in (f"İ{two[1]}", "i̇")}
    return frozenset({*small, *map(str.title, small), *map(str.upper, small), *turkish})


_BEGINNINGS = _beginnings(_RULES)
PRIVACY = _beginnings(line for line, rule in _RULES.items() if rule == "cookie-notice")
"""How lines begin that say that the reader's privacy is valued, under the rule ``cookie-notice``."""


def rule_of_line(text: str) -> str | None:
    """Return the rule under which the line *text* is boilerplate where it says no more than its first words."""
    if len(text) > _LONGEST or (text[:2] not in _BEGINNINGS and text[:1].isalpha()):
        return None
    return _RULES.get(_folded(text))


def rule_of_label(text: str) -> str | None:
    """Return the rule of what stands before the first colon of the line *text*: ``Baca juga: …`` leads elsewhere."""
    label, colon, _ = text[: _LONGEST + 1].partition(":")
    rule = rule_of_line(label) if colon else None
    return rule if rule == "related" else None


def _folded(text: str) -> str:
    text = text.strip(_EDGES).lower()
    return text if text.isascii() else text.replace("i̇", "i")  # the small letter of İ is two
