"""Words that tell a line of boilerplate from the story, in Chinese, Japanese, Korean and European languages.

All are sought in short lines only, and at their start: a sentence of the story may say any of them further on. They are
written, and sought, in lower case: a pattern that heeds no case looks at each of its hundreds of alternatives.
"""

from __future__ import annotations

import re

from tearsheet.adapters.generic.signs.whole_lines import rule_of_label, rule_of_line

_LONGEST, _LONGEST_TAIL = 160, 48
"""Characters of a line that its first words make boilerplate, and of a heading below which no story goes on: a longer
line that begins so is a sentence of the story."""

_PROMPTS: dict[str, str] = {
    "navigation": r"(?=[上下首尾末\dpn«»‹›<>…|·])(?=.*(?:[页頁]|prev|next))"
    r"(?:(?:上一?[页頁]|下一?[页頁]|[首尾末][页頁]|\d{1,3}(?!\d)|previous|prev|next|[«»‹›<>…|·])\s*+){2,}+$",
    "share-prompt": r"(?:add|make|set|choose) .{2,40} (?:as|your) (?:an? |your )?preferred (?:news )?source\b.{0,30}$|"
    r"share(?: (?:this|on|via|the|article|story|post|by)\b.*|:.*)?$|tweet(?: this)?$|(?:e-?mail|"
    r"print|pin it|facebook|twitter|whatsapp|linkedin|reddit|telegram|pinterest|copy link|link copied!?|"
    r"click to share.*|teilen|(?:artikel|seite|beitrag) teilen|partager.*|compartir.*|comparte .{0,24}"
    r"|поделиться.{0,20}|印刷(?:する)?)$|"
    r"(?:suivez(?:-nous)?|folge[nt]?(?: sie)? uns|s[ií]gue(?:nos| a| toda)|puedes seguir a|seguici|volg ons)\b"
    r".{0,140}$|listen to this (?:article|story|post)\b.{0,20}$|"
    r"follow (?:us|me|@?\w+ on)\b|(?:follow .{2,60}[+✓] ?)?follow(?:ing)?$|"
    r"like us on|join (?:us on|our (?:whatsapp|telegram))|"
    r"分享(?:[到至给給]|文章|本文|按钮)?.{0,20}[:：]?$|微信扫|扫[一码描]|长按.{0,12}二维码|复制链接|"
    r"\[复制链接\]|朋友圈$|"
    r"(?:点击|點擊).{0,16}(?:关注|關注|订阅|二维码)|关注[^，。；]{0,20}(?:公众号|微信|微博)|关注$|シェア(?:する)"
    r"?$|ツイート(?:する)?$|공유(?:하기)?$",
    "advert": r"(?:- ?)?(?:advertisements?|advertising|sponsored(?: content| by.*)?|promoted|anzeige|"
    r"werbung|publicité|publicidad|story continues(?: below.*)?|article continues (?:below|after).*|"
    r"scroll (?:down )?to continue.*|continue reading below.*|la suite après (?:la|cette) publicité|"
    r"continua (?:depois|após|dopo) .{0,4}(?:publicidade|pubblicità)|pubblicità|реклама|"
    r"(?:記事の)?続きは広告の(?:後|あと)(?:に)?|ad feedback|sponsor message|publicidade?|reklama|annonce)"
    r"\s?[:：]?(?: ?-)?$|[\[(【（]?(?:广告|廣告|推广|推廣|広告|pr|ad)[\])】）]?$|"
    r"(?:[\[(【（]?(?:我是)?廣告[\])】）]?\s?)?[\[(【（]?請繼續往下閱讀[\])】）]?[.…。]*$",
    "related": r"(?:read|watch|listen|more)(?: now| next)?\s?[:|].{0,120}$|"
    r"(?:read|see|watch|view|listen)(?: (?:to more|more|also|next|related|this|full|the full|our))+\b.{0,120}$|"
    r"(?:also read|more (?:from|on|in|like|stories|news|to read)|related(?: (?:stor|articl|"
    r"post|content|topic|link|news|read|coverage|video)\w*)?)\b.{0,100}$|"
    r"(?:recommended|required reading|you (?:may|might) also|you might like|don'?t miss|up next|next (?:up|"
    r"article|story|post)|previous (?:article|story|post)|"
    r"most (?:read|popular|viewed)|trending|popular (?:posts|stories|articles)|editor'?s picks?|"
    r"top stories|latest (?:news|stories|posts)|"
    r"mehr zum thema|lesen sie (?:auch|mehr)|lire aussi|à lire aussi|le[ea] también|vea también"
    r"|leia (?:também|mais)|leggi anche|lees ook"
    r"|czytaj (?:też|także)|zobacz (?:też|także)|baca juga|läs (?:också|även)|læs også|читайте также)\b.{0,100}$|"
    r"(?:相[关關](?:阅读|閱讀|文章|新闻|新聞|链接|推荐|报道|報道|報導|专题|資訊|资讯)|[延][伸][阅閱][读讀]|"
    r"推[荐薦](?:阅读|閱讀|文章)"
    r"|更多(?:精[彩采]|新[闻聞]|[内內]容|相[关關]|文章|[报報][道導]|[资資][讯訊]|影音|\s?[^，。？！；：]{1,8}\s?[报報][道導]$)|"
    r"◤.{2,16}◢$|了解更多[:：]|更多[^，。？！；：]{1,8}文章$|往期精选|看原文|阅读原文|其他人(?:也|[還还])(?:看|[讀读])|"
    r"(?:猜你喜欢|热门(?:推荐|文章|新闻)|精彩推荐|为您推荐|為您推薦|相关推荐|上一[篇页]|下一[篇页]|往期(?:回顾|精彩|推荐)|热点(?:推荐|新闻)|看更多|閱讀(?:更多|[全原]文)|阅读全文|点击(?:进入|查看|阅读)|"
    r"關連新聞|关联阅读|関連(?:記事|リンク|ニュース)|あわせて読みたい|【関連|おすすめ記事|続きを読む|"
    r"관련\s?(?:기사|뉴스)|인기\s?기사)).{0,60}$",
    "subscribe-prompt": r"(?:for (?:the latest|more) .{0,60}(?:download|subscribe|sign up|follow|click)"
    r"|get the latest .{0,60}(?:app|inbox|phone|newsletter)|"
    r"follow .{2,60} on (?:twitter|facebook|instagram|x\b)|subscribe|sign up|sign in|log ?in|"
    r"register|get (?:the|our|more|unlimited).{0,40}(?:newsletter|inbox|updates|access|apps?\b)|"
    r"join (?:our|the|thousands|over)|already a (?:subscriber|member)|create (?:an|a free)"
    r" account|download (?:the|our) app|"
    r"(?:want (?:more|to)|don['’]?t (?:want to )?miss|(?:like|enjoy(?:ed|ing)?) (?:what|this|our))\b[^.?!]{0,60}[.?!] "
    r"(?:sign up|subscribe|support|follow|join)|"
    r"enter your e-?mail|thank(?:s| you) for (?:subscribing|signing)|support (?:our|independent)"
    r"|donate|(?:become|be) a (?:member|supporter|patron)|support us|sign me up|count me in|give (?:now|today)"
    r"|by (?:signing up|subscribing|registering|entering your e-?mail|submitting)"
    r"|you(?:'re| are)? (?:receiv(?:e|ing)|getting) this (?:e-?mail|mail|newsletter|letter)|unsubscribe"
    r"|newsletter|abonnez-vous|inscrivez-vous|suscr[ií]be(?:te|se)|abbonati|iscriviti"
    r"|jetzt .{0,40}(?:abonnieren|anmelden)|jetzt (?:weiterlesen|testen|abonnieren|anmelden|registrieren))\b.{0,120}$|"
    r"(?:下载.{0,12}(?:app|客户端)|打开.{0,8}app|登录后|立即(?:下载|登录|注册)|会員登録|無料会員|"
    r"ログイン|구독).{0,50}$",
    "credits": r"(?:[\[(【(]?\s*(?:责任?编辑?|責任?編輯?|[责責][编編]|编辑|編輯|网络编辑|本文编辑|实习生|"
    r"校[对對审]|审[核校]|[初复终一二三]审(?:[一二三]校)?|发布于|發布於|"
    r"值班编辑|主编|来源|來源|稿源|作者|记者|記者|文章来源|文章來源|原标题|原標題|标签|標籤|"
    r"关键[词字]|關鍵字|版权|转载|轉載)\s*[:：/／|｜丨].{0,70}$)",
    "notices": r"this (?:content|video|map|post) is (?:hosted|provided) by .{0,120}$|"
    r"by (?:signing up|subscribing|submitting|registering|clicking)\b.{0,60}\b(?:agree|consent)\b.{0,80}$|"
    r"(?:珍惜生命|自殺不能解決|飲酒過量|吸菸有害|尊重生命)|"
    r"(?:免责声明|免責聲明|版权声明|版權聲明|特别声明|特別聲明|声明[:：]|聲明[:：]|(?:本|[该該])文(?:[来來][源自]|[观觀][点點]|仅代表|僅代表|系|由|[为為已經经獲获授轉转]).{0,40}(?:观点|代表|"
    r"觀點|作者|[转轉][载載]|发布|编辑|整理|授[权權]|网|立场|创作|投稿)|"
    r"©|\(c\) ?(?:19|20)\d\d|copyright\b|all rights reserved|无断转载|無断(?:転載|複製)|무단\s?전재|저작권자|"
    r"版[权權][归歸]|著作[权權][归歸]|您的(?:邮箱地址|電子郵件)|如有侵[权權]|(?:图源|圖源|图片来自|圖片來自)[^。]{0,8}[网網][络絡]|(?:网友|網友)[评評][论論][^。]{0,10}(?:仅|僅|不代表)|"
    r"(?:违法和|网上)[^。]{0,6}有?[不有][良害]信息|新[闻聞][联聯][络絡]人[:：]|"
    r"ⓒ|転載(?:禁止|を禁)|未经(?:正式|书面)?(?:授权|许可|允许)|[发發]信站\s?[:：]|文章網址\s?[:：]|本网站?(?:转载|刊登)).{0,200}$",
    "comment-prompt": r"(?:(?:view|show|read|see|load|post|leave|add|write|join)(?: (?:a|all|more|the|your|"
    r"\d+))* (?:comments?|reply|replies|conversation|discussion)|"
    r"\d+ ?[条條则則](?:[评評][论論]|回[复覆])(?: •.{0,30})?$|"
    r"\d+ (?:comments?|replies|kommentare|commentaires|comentarios|comentários|commenti|комментари\w{1,3})|"
    r"(?:kommentare|commentaires|comentarios|comentários|commenti|комментарии) \(?\d+\)?|comments?(?: \(?\d+\)?|"
    r" section| are closed.*)?|(?:阅读|閱讀|浏览|瀏覽|点击|點擊)[量数數]?\s?[(（:：]?\s?\d[\d.,]*[万萬]?\s?[)）]?$|"
    r"reply|report (?:this|abuse|a problem|error|typo)|"
    r"[发發]表(?:[评評][论論]|回[复覆])|我要评论|[评評][论論](?:\s*+[(（]?\d++[)）]?)?|网友评论|最新评论|全部评论|"
    r"热门评论|点赞|收藏|举报|纠错|回复|コメント(?:する|を書く|\s*[(（]?\d+[)）]?)?|댓글).{0,12}$",
    "caption": r"\(?(?:photos?|images?|pictures?|fotos?|bild(?:quelle)?|crédits?|credits?|illustration)"
    r"(?: (?:credits?|by|courtesy(?: of)?|photos?|via|source))?\s?[:：/].{0,90}$",
    "tags": r"分[类類]\s?[:：][^。]{1,80}$|"
    r"(?:#[^\s#]{1,20}\s*){2,}$|(?:tags?|filed under|archivado en|mots-clés|palabras clave"
    r"|topics?|categor(?:y|ies)|keywords?|(?:posted|published) in|tagged(?: with)"
    r"?|schlag(?:wörter|worte?)|étiquettes|etiquetas|trefwoorden|nyckelord|emneord|avainsanat|tagi|štítky|etiketler"
    r"|parole chiave|palavras-chave|теги|(?:関連)?タグ)\s*[:：].{0,150}$",
}
_CHANNELS = frozenset(
    """newsletter facebook instagram whatsapp telegram google youtube nyhetsbrev nyhedsbrev nieuwsbrief boletín boletim
    infolettre uutiskirje телеграм рассылк вконтакте bülten boîte""".split()  # noqa: SIM905 - a list of words is easier
)
"""Where a paper is followed, in small letters: who asks for that says one of them."""
_TOLD_BY_THEIR_MIDDLE: dict[str, str] = {
    "subscribe-prompt": rf"(?=.*(?:{'|'.join(sorted(_CHANNELS))}))(?:(?:suivez|retrouvez|rejoignez|recevez|abonn"
    r"|inscrivez|folge|melde|erhalten|s[ií]gue|suscr|recib|[úu]nete|segui|iscriv|ricevi|siga|inscrev|receb|assin|acompanhe|volg|schrijf"
    r"|meld|ontvang|följ|prenumerera|få|følg|tilmeld|seuraa|tilaa|polub|śledź|obserwuj|dołącz|zapisz|sledujte|přihla"
    r"|odebír|подпи|следите|получайте|читайте)"
    r"|.{0,100}\b(?:abonnieren|anmelden|takip edin|abone olun|clique aqui|je m['’]inscris)\W*$).{0,150}$|"
    r"[^。！？]{0,40}(?:下載|加入|追蹤|訂閱)[^。！？]{0,14}(?:app|line|粉絲團|頻道|好友|電子報)[^。]{0,40}$|"
    r"(?<=[☆★※●►▶👉☞➤■◎▪▸◆])[^。]{0,60}(?:按[讚赞]|追[蹤踪]|[請请]上|[點点][此我擊击]).{0,60}$|"
    r"[^。]{0,40}订阅(?:电子|邮件|通讯|推送).{0,12}$|"
    r"[^。]{0,8}[请請]?登[录入錄]?[后後入]{1,2}.{0,4}[阅閱查][读讀看][^。]{0,4}$|"
    r"[^。]{0,20}[歡欢]迎[^。]{0,8}(?:投[書书稿]|[來来]稿).{0,120}$|[^。]{0,8}[徵征]稿[】\])）」]?$",
    "credits": r"[^(]{1,60}\(@\w{1,30}\) .{0,20}(?:19|20)\d\d$|"
    r"[^。]{0,8}[爆報报]料(?:[熱热][線线]|[專专][線线]|信箱|[電电][話话]).{4,60}$|"
    r"[a-z0-9._+-]{1,40}@(?:[a-z0-9-]{1,30}\.){1,3}[a-z]{2,12}$",
    "notices": r"(?:[^。]{0,16}提醒您[:：]|"
    r"[^。]{0,60}(?:未[经經](?:[书書]面)?(?:授[权權]|[许許]可|允[许許])(?:[请請]勿|不得)?|不得|[请請]勿|[严嚴]禁)"
    r"[转轉][载載].{0,200}$|[转轉][载載][请請]?[注註]明.{0,120}$|[^。]{0,20}[转轉][载載][请請][^。]{0,6}(?:后台|后臺|[联聯][系繫]).{0,30}$)",
    "caption": r".{0,60}/ ?(?:getty images|reuters|afp|ap photo|shutterstock|alamy)(?: .{0,30})?$|"
    r"[^:]{5,120}\b(?:via|\|) (?:getty images|shutterstock|unsplash)$|[^:]{5,140} credits?: .{2,50}$",
}
_NOTICE = re.compile(
    r"[\W_]{0,4}(?:©|\(c\) |copyright\b|all rights reserved|disclaimer\b|editorial note|"
    r"the (?:views|opinions) expressed|"
    r"(?:if you|when you) (?:purchase|buy|click|make a purchase)\b.{0,120}(?:commission|"
    r"compensat|earn)|we (?:may|might) (?:earn|receive) |"
    r"(?:this|our) (?:post|article|story|site|page) (?:may )?contains? affiliate|as an amazon associate|"
    r"(?:to view|to read|to continue reading|to keep reading|you(?:'ve| have) reached).{0,60}(?:subscri|sign|log)|"
    r"(?:first-time|current|existing|already a) subscribers?\b|if you(?:'re| are) (?:already )"
    r"?(?:a subscriber|seeing this message)|"
    r"les opinions exprimées|die inhalte|免责声明|免責聲明|版权声明|版權聲明|特别声明|平台声明|"
    r"风险提示|notice: the (?:above )?content|©|ⓒ|저작권자|無断転載)"
)
_AFFILIATE = re.compile(
    r"(?:if you|when you) (?:purchase|buy|click)\b.{0,120}\bwe (?:may|might|will|could)?\b.{0,40}\bcommission"
)
_LONGEST_NOTICE = 700
"""Characters of a notice: it is a paragraph where a prompt is a line."""
_RULES = list(_PROMPTS)


def _any_of(patterns: dict[str, str]) -> re.Pattern[str]:
    """Return what matches where one of *patterns* does; the group that it matched is the number of its rule."""
    groups = [f"(?P<r{_RULES.index(rule)}>{pattern})" for rule, pattern in patterns.items()]
    return re.compile(rf"[\W_]{{0,4}}(?:{'|'.join(groups)})")


_PROMPT = _any_of(_PROMPTS)
_MIDDLE = _any_of(_TOLD_BY_THEIR_MIDDLE)
_TAIL = re.compile(
    r"[\W_]{0,4}(?:related(?: (?:stor|articl|post|content|topic|link|news|read|coverage|"
    r"video)\w*+)?|more (?:from|on|in|stories|news|like|to)\b.*|"
    r"you (?:may|might) (?:also )?(?:like|enjoy|be interested).*|recommended(?: (?:for you|"
    r"stor\w++|read\w*+|articles|posts))?|"
    r"comments?(?: \(?\d++\)?)?|\d+ (?:comments?|replies|responses?|thoughts? on.*|kommentare|commentaires|comentarios"
    r"|comentários|commenti|комментари\w{1,3})|leave a (?:reply|"
    r"comment).*|post a comment|join the (?:conversation|discussion)|"
    r"about the authors?|read (?:more|next|also)|see also|what to read next|most (?:read|"
    r"popular|viewed)|trending(?: now)?|popular (?:posts|stories|articles)|latest (?:news|"
    r"stories|posts|articles)|up next|next (?:article|story|post)|editor'?s picks?|"
    r"top stories|recent posts|share (?:this|on)\b.*|share|tags?|keep reading|also on .*|"
    r"(?:our )?newsletters?|about us|contact us|"
    r"相[关關](?:阅读|閱讀|文章|新闻|新聞|链接|推荐|报道|報道|報導|专题|資訊|资讯|产品|視頻|"
    r"视频)|[延][伸][阅閱][读讀]|推[荐薦](?:阅读|"
    r"閱讀|文章|新闻|視頻)?|更多(?:精彩|新闻|新聞|内容|相关|相關|文章|报道|資訊|推荐)?|"
    r"猜你喜[欢歡]|[热熱][门門](?:推[荐薦]|文章|新[闻聞]|[评評][论論]|排行|影音|快[讯訊]|[话話][题題])"
    r"|看了[这這][则則篇].{2,4}的人.{0,12}|[你您]可能(?:[还還]|也|[会會]|感[兴興]趣|有[兴興]趣)[^。]{0,8}|留言[规規][则則]"
    r"|(?:[读讀]者|[网網]友)(?:[迴回][响響]|[回][应應]|留言)|[发發]表意[见見]|本文版[权權]所有.{0,40}"
    r"|精彩推[荐薦]|为您推荐|為您推薦|往期(?:回顾|精彩|推荐)|热点(?:推荐|新闻|排行)|(?:网友|最新|全部|"
    r"热门|精彩)?[评評][论論](?:\s*+[(（]?\d++[)）]?)?|我要评论|[发發]表(?:[评評][论論]|回[复覆])|"
    r"大家都在看|今日热点|热榜|排行榜?|関連(?:記事|リンク|ニュース|キーワード)|あわせて読みたい|"
    r"おすすめ(?:記事)?|アクセスランキング|ランキング|コメント|人気記事|新着記事|"
    r"관련\s?(?:기사|뉴스)|인기\s?(?:기사|뉴스)|댓글|많이 본 (?:뉴스|기사)|mehr zum thema|kommentare|lesen sie auch|"
    r"à lire aussi|commentaires|leggi anche|lee también|comentarios|comentários|commenti|комментарии"
    r"|la rédaction vous conseille|(?:the )?end|[全本]文完"
    r"|◤.{2,16}◢)"
    r"\s*[\d()（）:：»>→…—–-]*$"
)


# The first two characters of what begins with a letter, folded; a test holds them to the patterns. Two letters spare
# nine lines in ten the patterns, of which each takes as long as all else that is asked of a line.
_BEGIN_TAIL = frozenset(
    """ab al co ed ко en jo ke ko la le me mo ne ou po re se sh ta th to tr up wh yo あわ おす
    アク コメ ラン 为您 人気 今日 全部 发表 大家 延伸 往期 我要 排行 推荐 推薦 新着 更多 最新 為您 热榜 热点
    热门 熱門 热門 熱门 看了 你可 您可 留言 读者 讀者 網友
    全文 本文 猜你 發表 相关 相關 精彩 网友 評論 評论 评論 评论 関連 관련 댓글 많이 인기""".split()  # noqa: SIM905 - a list of words is easier to read and to keep
) | {"à "}
_BEGIN_PROMPT = _BEGIN_TAIL | frozenset(
    """ad an ar as av ba be bi by ca ch cl cr cu cz di do e- em en et ex fa fi fo ge gi if il im in is je li lo lä læ ma
    no ny pa ph pi pr pu sc si sp st su sí št te th tw un ve vi vo wa we wr zo ét по ре те чи
    タグ 印刷 記事 シェ ツイ ログ 上一 上頁 上页 下一 下载 下頁
    下页 主编 举报 发信 發信 会員 作者 來源 值班 免責 免责 关注 关联 关键 分享 初审 原标 原標 吸菸 回复 声明
    分类 分類 您的 著作 图源 圖源 图片 圖片 了解 一审 二审 三审 校审 发布 發布 该文 該文 如有 违法 网上 新闻 新聞
    复制 复审 实习 审校 审核 尊重 尾頁 尾页 平台 广告 広告 廣告 微信 我是 打开 扫一 扫描 扫码 推广 推廣
    其他 浏览 瀏覽 收藏 文章 无断 朋友 未经 末頁 末页 本文 本网 来源 标签 校对 校對 標籤 点击 点赞 無料 無断 版权 版權
    特別 看原 特别 珍惜 登录 看更 稿源 立即 続き 編輯 纠错 终审 编辑 网络 聲明 自殺 記者 請繼 记者 責任 責編 責编
    责任 责編 责编 転載 轉載 转载 长按 閱讀 關連 關鍵 阅读 风险 飲酒 首頁 首页 點擊 공유 구독 무단 저작""".split()  # noqa: SIM905 - as above
)


def _may_begin(text: str, beginnings: frozenset[str]) -> bool:
    """Whether what *text* begins with is among *beginnings*, or is no letter."""
    return not text[:1].isalpha() or text[:2].casefold() in beginnings


_BEGIN_ASKING = frozenset(
    """ab ac as do en er pr fo fø få fö ie in is me ob od on po př re ri sc se si sl su sí ti us vo za ún śl чи по сл
    """.split()  # noqa: SIM905 - as above
)
_ASKED = tuple(word + end for word in ("nieren", "melden", "edin", "olun", "aqui", "inscris") for end in ("", ".", "!"))
"""How what asks to follow a paper begins, and how it ends."""
_HELD = re.compile(
    "订阅|登[入录錄]|[转轉][载載]|下載|加入|追[蹤踪]|訂閱|提醒您|按[讚赞]|[請请]上|[點点][此我擊击]|料[熱热專专信電电]|投[書书稿]|[來来徵征]稿"
)


def _may_hold(text: str) -> bool:
    """Whether *text*, in lower case, has a sign of what is told by its middle."""
    return (
        "@" in text
        or "/" in text
        or " credit" in text
        or text.endswith(("getty images", "shutterstock", "unsplash"))
        or ((text[:2] in _BEGIN_ASKING or text.endswith(_ASKED)) and any(map(text.__contains__, _CHANNELS)))
        or (not text.isascii() and _HELD.search(text) is not None)
    )


def prompt_of(text: str) -> str | None:
    """Return the rule under which the short line *text* is boilerplate wherever it stands, or ``None``."""
    begins = _may_begin(text, _BEGIN_PROMPT)
    if len(text) > (_LONGEST_NOTICE if begins else _LONGEST):
        return None
    text = text.lower()
    if (begins and _NOTICE.match(text) is not None) or ("commission" in text and _AFFILIATE.search(text) is not None):
        return "notices"
    if len(text) > _LONGEST:
        return None
    rule = rule_of_line(text) or (rule_of_label(text) if ":" in text else None)
    if rule is not None:
        return rule
    first = _PROMPT.match(text) if begins else None
    middle = _MIDDLE.match(text) if _may_hold(text) else None
    if first is None and middle is None:
        return None
    return _RULES[min([int((match.lastgroup or "r0")[1:]) for match in (first, middle) if match is not None])]


_SENTENCE = re.compile(r"[.。!！?？…][\"'”’」』)）]?$")
_CLAUSES = re.compile(
    r"^[^，；]*+[，；].*。[”」』]?$|^[^:：]{1,12}+[:：][^他她我这這那了的不没沒]*+[他她我这這那了的不没沒].*。[”」』]?$|[?？!！][”」』]?$"
)
_OF_THE_SITE = re.compile(
    r"^(?:read|see|watch|view|listen)\b|"
    rf"{'|'.join(sorted(_CHANNELS))}|inbox|updates|alerts?\b|\bapps?\b|account\b|subscri|click|\bhere\b|links?\b|twitter|"
    r"tiktok|linkedin|e-?mail|podcast|website|webpage|below|journalism|"
    r"(?:this|our|more|related|full|top|latest) (?:\w+ )?(?:article|stor(?:y|ies)|post|news|coverage|report|video)s?\b|"
    r"comments?\b|follow us|join us|advert|donate|password|https?:|www\.|@|"
    r"公众号|微信|客户端|二维码|点击|點擊|关注我们|链接|本文|本网|本站|转载|轉載|下载|登录|注册|编辑|編輯|校对|审核|标签|关键"
)
_TOLD = re.compile(
    r", (?:[^\W\d_]+ ){0,3}(?:said|says|asked|ran|reads?|wrote|writes|shouted|cried|went|sagt|sagte|rief|steht|heißt"
    r"|dit|dira|lance|écrit|dice|dijo"
    r"|gritó|reza|disse|diz|scrive|recita)\b"
)
"""Whose words they are: nobody prints that of his own."""
_OFTEN_SAID = frozenset({"share-prompt", "related", "subscribe-prompt", "credits", "comment-prompt", "tags"})


def is_said(text: str, rule: str) -> bool:
    """Whether *text*, which :func:`prompt_of` puts under *rule*, reads as a sentence that a story may say.

    A sentence ends as one and speaks of something other than the site's own things: its newsletter, its app, its links.
    Names after a label (``记者：张三。``) end so as well; a question or several clauses are no names.
    """
    if rule not in _OFTEN_SAID or _SENTENCE.search(text) is None or rule_of_line(text) is not None:
        return False
    if _OF_THE_SITE.search(text.lower()) is not None and _TOLD.search(text) is None:
        return False
    return rule != "credits" or _CLAUSES.search(text) is not None


def tail_of(text: str) -> bool:
    """Whether the line *text* is a heading under which no story goes on: other stories, comments, rankings."""
    if len(text) > _LONGEST_TAIL:
        return False
    if _may_begin(text, _BEGIN_TAIL) and _TAIL.match(text.lower()) is not None:
        return True
    return rule_of_line(text) in _ENDING


_CONSENT = re.compile(
    r"consent|accept|privacy|partner|preference|experience|third.part|Cookie[- ]?(?:Richtlinie|policy)|tracking",
    re.IGNORECASE,
)
_ADVICE = 500
"""Characters that a request for scripts stays below: a text about them says the same words and more."""
_BROWSER = re.compile(
    r"\b(?:enable|disabled|turn on)\b.{0,120}\bbrowser\b|\bbrowser\b.{0,120}\b(?:enable|disabled)\b"
    r"|浏览器|瀏覽器|ブラウザ",
    re.IGNORECASE,
)


def is_advice(text: str) -> bool:
    """Whether *text* asks for consent to cookies, or for a browser that runs scripts."""
    if "ookie" in text and _CONSENT.search(text) is not None:
        return True
    return "JavaScript" in text and len(text) < _ADVICE and _BROWSER.search(text) is not None


_ENDING = frozenset({"related", "comment-prompt", "cookie-notice"})
_BUTTON = 5  # columns; a wide character takes two


def heads_comments(text: str) -> bool:
    """Whether the line *text* is a heading below which readers speak; a button that leads to them is shorter."""
    return len(text) * (1 if text.isascii() else 2) > _BUTTON and tail_of(text) and prompt_of(text) == "comment-prompt"


_SELLS = re.compile(
    r"(?:add to (?:cart|basket|bag|wishlist)|buy (?:now|it)|shop now|quick (?:view|shop|buy)|choose options|"
    r"select options|view details|in den warenkorb|ajouter au panier|añadir al carrito|加入购物车|加入購物車|立即购买|"
    r"カートに入れる|購入する|장바구니)(?!\w)"
)


def sells(text: str) -> bool:
    """Whether the short line *text* is a shop's button."""
    return _SELLS.search(text.lower()) is not None


_ROW = re.compile(
    r"(?:[A-ZÀ-Þ][\w&'’-]*(?: [|·•/] | )){3,}[A-ZÀ-Þ][\w&'’-]*"
    r"|(?:[\u3400-\u9fff]{2,4}(?: [|·•/] | )){3,}[\u3400-\u9fff]{2,4}"
)


def is_menu(text: str) -> bool:
    """Whether the line *text* is a menu printed on one line: four words or more, each by itself."""
    return _ROW.fullmatch(text) is not None
