"""What stands on real pages besides the words of the story: class names, adverts, furniture, things nobody sees."""

from __future__ import annotations

__all__ = ["ADVERTS", "ATTRIBUTES", "FURNITURE", "PITCHES", "SEMANTIC", "UNSEEN", "UNSEEN_INLINE"]

# Classes by what they are put on. None of them says that the story is furniture, though some could be read so.
SEMANTIC = {
    "header": ["header", "card-header", "meta", "article__meta", "topline", "info"],
    "title": ["title", "headline", "article-title", "post-title", "block-title", "h1"],
    "summary": ["summary", "lead", "intro", "abstract", "standfirst", "desc"],
    "scores": ["scores", "rating", "metrics", "stats", "score-list"],
    "body": ["content", "article-body", "post-content", "entry", "txt", "newsarticle", "article_text"],
    "notice": ["disclaimer", "notice", "note", "tips", "article-footer"],
    "tags": ["tags", "tag-list", "labels", "keywords", "chips"],
    "share": ["share", "share-bar", "social", "sns", "bdsharebuttonbox"],
    "crumbs": ["breadcrumb", "breadcrumb-item", "crumbs", "pos", "location", "nav-path", "position"],
    "related": ["related", "recommend", "more-list", "xgyd", "relatednews"],
    "navigation": ["nav", "navbar", "topbar", "menu", "titlecell", "icontable"],
    "footer": ["footer", "foot", "footmsg", "copyright", "bottom"],
    "form": ["comment-form", "reply", "post_comment"],
    "": ["wrap", "container", "row", "col-md-8", "inner", "box", "clearfix", "main", "left", "page", "layout", "block"],
}
ADVERTS = (
    '<div class="ad">{}</div>',
    '<div class="ads-wrapper" id="div-gpt-ad-7"><div><p>{}</p></div></div>',
    '<ins class="adsbygoogle" style="display:block" data-ad-slot="1">{}</ins>',
    "<aside><p>{}</p></aside>",
    '<aside class="promo">{}</aside>',
    '<div class="advertisement"><span>广告</span><a href="http://ads.example/c?id=9">{}</a></div>',
    '<section class="sponsored"><h4>Sponsored</h4><p>{}</p></section>',
    '<div id="ad_mid" align="center"><a href="http://ads.example/1"><img src="/ad/1.gif" alt=""></a>{}</div>',
    '<div class="gg">{}<br>{}</div>',
    '<iframe src="http://ads.example/f" width="728" height="90">{}</iframe>',
    '<script>document.write("<p>{}</p>");</script>',
    '<p class="advert">{}</p>',
    '<table class="ad"><tr><td>{}</td><td>{}</td></tr></table>',
    '<div id="banner-ad-2"><a href="http://ads.example/2">{}</a></div>',
    '<div class="AdBox"><h3>{}</h3><ul><li>{}</li></ul></div>',
    '<div class="ad-label">Advertisement</div>',
    "<div>广告</div>",
)
PITCHES = (
    "Cloud credits for teams of five",
    "点此领取流量包",
    "大溫地產經紀 免費估價",
    "Up to 50% off until Sunday 限时五折",
    "Try it free for 30 days",
)
UNSEEN = (
    "<!-- Hot 热度 99 -->",
    "<!-- <p>来源：无 时间：2001年01月01日</p> -->",
    '<div style="display:none">Hot 热度 99 来源：无 时间：2001年01月01日 00:00</div>',
    "<div hidden><p>深度分析</p><p>相关推荐</p></div>",
    '<p aria-hidden="true" style="display: none;">隐藏的段落 hidden words</p>',
    '<template><p class="title">Template title 模板</p></template>',
    '<noscript>Please switch on JavaScript <img src="/t.gif" alt=""></noscript>',
    '<script>var title = "wrong <b>title</b>";</script>',
    "<style>.a::after{content:'decoy'}</style>",
    '<svg width="8" height="8"><title>Icon</title><path d="M0 0h8v8z"/></svg>',
    '<input type="hidden" name="sid" value="7">',
    '<img src="/pixel.gif" width="1" height="1" alt="">',
    '<a name="top"></a>',
    '<p><img src="/uploads/2.jpg" alt="A chart of the quarter" width="640" height="400"></p>',
    '<figure><img src="/uploads/3.jpg" alt="图表"></figure>',
    '<video src="/v.mp4" controls></video>',
    "<span></span>",
    "<p>&nbsp;</p>",
    "<hr>",
)
UNSEEN_INLINE = (
    "<!-- -->",
    "<!-- Hot 热度 99 -->",
    '<script>track("相关推荐")</script>',
    '<span style="display:none">hidden</span>',
    "<span hidden>隐藏</span>",
    '<img src="/pixel.gif" width="1" height="1">',
    '<a name="p7"></a>',
    "<wbr>",
)
FURNITURE = (
    '<nav><ul><li><a href="/">Home</a></li><li><a href="/t">Topics</a></li></ul></nav>',
    '<div class="cookie-banner"><p>We use cookies. 我们使用 Cookie。</p><button>OK</button></div>',
    '<footer><a href="/privacy">Privacy</a> · <a href="/imprint">Imprint</a></footer>',
    '<div id="sidebar"><h3>Most read</h3><ol><li><a href="/1">Another story altogether</a></li></ol></div>',
    '<div class="login-box"><a href="/login">Log in</a> or <a href="/signup">sign up</a></div>',
    '<form action="/s"><input name="q"><button>Search</button></form>',
    "<dialog open><p>Subscribe to the weekly digest 订阅每周精选</p></dialog>",
    '<div role="navigation"><a href="/a">A to Z</a></div>',
    '<div class="newsletter">Get the morning mail</div>',
    '<p><a href="/">Home</a> | <a href="/topics">Topics</a> | <a href="/about">About us</a></p>',
)
ATTRIBUTES = (
    ("data-v", "7"),
    ("data-v-3fa2b1", ""),
    ("lang", "zh"),
    ("dir", "ltr"),
    ("align", "left"),
    ("style", "color:#333; margin: 0 auto"),
    ("onclick", "track('x > y')"),
    ("role", "region"),
    ("aria-hidden", "false"),
    ("title", "a <b> & c"),
)
