"""The made site of made_site.plain as an adapter reads it, before its markup changes."""

from __future__ import annotations

from tearsheet.fields import DeclaredAdapter, blocks, css, label, links, posts


class Lowmere(DeclaredAdapter):
    name = "lowmere"
    hosts = ("lowmere.example",)
    zone = "Europe/London"
    title = css("h1.headline")
    published = css(".posted")
    authors = css(".byline").match(r"^By (.+)")
    body = blocks(".story-text", drop=[".tools"])
    related = links(".more-stories")
    comments = posts(".comment", body=css(".text"), author=css(".name"), posted=css(".when"))
    extras = {"page": css("#bottom").match(r"page (\d+)").map(int)}
    drops = {
        "navigation": "#top",
        "footer": "#bottom",
        "related": ".more-stories h4",
        "comment-prompt": ".readers-comments h4",
    }


class LowmereZh(DeclaredAdapter):
    name = "lowmere-zh"
    hosts = ("lowmere.example",)
    zone = "Asia/Shanghai"
    title = css("h1.headline")
    published = css(".info .when")
    source = label("来源")
    body = blocks(".story-text", drop=[".tools"])
    related = links(".more-stories")
    comments = posts(".comment", body=css(".text"), author=css(".name"), posted=css(".when"))
    drops = {
        "navigation": "#top",
        "footer": "#bottom",
        "related": ".more-stories h4",
        "comment-prompt": ".readers-comments h4",
    }
