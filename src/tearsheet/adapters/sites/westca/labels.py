"""What 加西網 prints on every page, in Traditional and in Simplified Chinese."""

from __future__ import annotations

import re

from tearsheet.adapters.sites.westca.discussion import Discussion
from tearsheet.reading.boilerplate import either

BAR = (
    r"[廣广]告[聯联][系繫]|[簡简繁][體体]版?|手[機机]版|微信|微博|搜索\s*[:：]?|[歡欢]迎您|游客|登[錄录]|免[費费]注[冊册]|忘[記记]了密[碼码]|"
    r"社交[賬账][號号]注[冊册]或登[錄录]|首[頁页]|新[聞闻][資资][訊讯]|[論论][壇坛]|[溫温]哥[華华](?:地[產产]|汽[車车]|教育)|大[溫温]餐[館馆][點点][評评]|"
    r"[黃黄][頁页]/二手|旅[游遊]"
)
# Possessive, since a run of separators can otherwise be parted in exponentially many ways.
NAVIGATION = re.compile(rf"(?:{BAR}|[\s|/·])++")
FOOTER_LINKS = re.compile(
    r"(?:(?:Terms & Conditions|Privacy Policy|Political ADs|Activities Agreement|Contact Us|Sitemap)[\s|·]*+)++"
)
SHARE = re.compile(r"[請请]用微信\s*[掃扫]一[掃扫].{0,160}?[謝谢][謝谢]\s*[!！。]?")
LIKE = re.compile(r"[點点][個个][贊赞]吧\s*+(?:[!！]\s*+)?您的鼓[勵励][讓让]我[們们][進进]步")
REMARK = re.compile(r"好新[聞闻][沒没]人[評评][論论]怎[麼么]行\s*+(?:[,，]\s*+)?我[來来][說说][幾几]句")
NOTE = re.compile(r"^注\s*[:：]\s*")
# A story may have notes of its own; the site's stands alone or names what it is about.
SITE_NOTE = re.compile(r"^注\s*[:：]\s*(?:$|新[聞闻][來来]源)")
RELATED = re.compile(r"^(?:猜您喜[歡欢]|您可能也喜[歡欢])\s*[:：]?$")
FORM = re.compile(
    r"^(?:我[來来][說说][兩两]句|[評评][論论]|安全校[驗验][碼码])\s*[:：]?$|^[請请]在此[處处][輸输]入[圖图]片中的[數数]字|"
    r"^The Captcha image|^提交$"
)
PUBLISHER = re.compile(r"(?P<site>加西[網网])\s*[為为]\s*(?P<publisher>\S.{0,40}?)\s*旗下[網网]站")
STATISTICS = re.compile(r"[頁页]面生成\s*[:：].*")
FROM = re.compile(r"^此文[來来]自\s*(?P<site>加西[網网])$")
ADDRESS = re.compile(r"^此文[網网]址是?\s*[:：]")
COMMENTS_BELONG = re.compile(r"^留言由[張张][貼贴]者[擁拥]有")
WITHIN_BARS = 12
# What these begin with unless they begin the line; a comment's head ends with its score.
_IN_LINES = "點点好(（加TPACS"
_ENDS = (LIKE, REMARK, SITE_NOTE, RELATED, FROM, COMMENTS_BELONG, Discussion.SCORE, FORM, PUBLISHER, FOOTER_LINKS)
END = either(*_ENDS, first=_IN_LINES)
ON_EVERY_PAGE = either(
    LIKE, REMARK, FORM, STATISTICS, COMMENTS_BELONG, FOOTER_LINKS, PUBLISHER, FROM, first=f"{_IN_LINES}頁页"
)
ANCHORS = either(re.compile(f"^(?:{BAR})"), SHARE, STATISTICS, *_ENDS, first=f"{_IN_LINES}請请頁页")
