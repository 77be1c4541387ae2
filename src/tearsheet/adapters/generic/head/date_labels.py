"""What words call a day of an unknown page: that of publication, of a change, or of something else."""

from __future__ import annotations

import re

from tearsheet.text.dates import Label

LONGEST_LABEL = 24
"""Characters, before a time or on the line above it, that may be its label."""
UPDATED = re.compile(
    r"updat|modif|edited|revis|a[kc]tuali[sz]|mis à jour|atuali[zs]|aggiorna|güncelle|bijgewerkt|uppdater|op+dater"
    r"|päivitetty|frissít|cập nhật|diperbarui|обновл|оновл|ενημερώ|更新|[更修]改|改訂|수정",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"^(?:publish|posted|original|first |erschien|publi|发布|發布|公開)", re.IGNORECASE)
# The day of something else: on which a paper came in, a page was looked up, a picture taken, somebody joined.
_OTHERS = re.compile(
    r"(?:拍[摄攝]|[录錄][制製音]|截[至止]|采集|出生|成立|注[册冊]|註冊|[开開]庭|播出|上映|[发發]售|施行|生效|[报報]名|[举舉][办辦行]"
    r"|收稿|修回|录用|接收|活[动動]|[会會][议議]|[发發][布佈][会會]|有效期|更正|勘[误誤]|考[试試]|比[赛賽]|[开開]幕|展[览覽出]|演出)"
    r"(?:日期?|[时時][间間])?[于於为為是到自至]?[:：\s（(]{0,3}$"
    r"|\b(?:photographed|taken|filmed|recorded|as of|birth|born|founded|effective|event|concert|exhibition|doors open"
    r"|corrections?|received|accepted|accessed|retrieved|expires|until"
    r"|till|deadline|due|valid|closes|ends|joined|registered|version|member since|mitglied seit|registriert|beigetreten"
    r"|inscrit|inscription|registrado|зарегистрирован)(?: date| day)?(?: on| in)?[:\s(]{0,3}$",
    re.IGNORECASE,
)


def dates_another(before: str) -> bool:
    """Whether the words *before* a time say that it is the day of something else than the story."""
    return _OTHERS.search(before) is not None


def label_of(before: str, above: str) -> Label | None:
    """Return what the words before a time, or the short line above it, say that it is the time of."""
    if UPDATED.search(before) is not None:
        return "updated"
    if above and len(above) <= LONGEST_LABEL:
        if UPDATED.search(above) is not None:
            return "updated"
        if _PUBLISHED.search(above) is not None:
            return "published"
    return None
