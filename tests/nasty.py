"""Strings that break what is careless of them: one corpus for every test of what we write."""

from __future__ import annotations

import re

NASTY = {
    "quotes": """ "double" 'single' `back` """.strip(),
    "a quote at the end": 'end"',
    "three quotes": "'''",
    "three double quotes": '"""\nimport os\nos.system("touch owned")\n"""',
    "backslashes": "a\\b\\",
    "an escape of a quote": '\\"',
    "line feed": "one\ntwo",
    "carriage return": "one\rtwo",
    "line separators": "one\u2028two\u2029three\x85four",
    "bidi": "\u202egnp.exe\u202c \u2066x\u2069",
    "lone surrogate": "a\ud800b",
    "undecodable name": "caf\udce9",
    "NUL": "a\x00b",
    "ANSI": "\x1b[31mred\x1b[0m\x1b]0;title\x07",
    "C1": "\x9b31mred\x9d0;x\x9c",
    "script": "</script><script>alert(1)</script>",
    "event handler": '"><img src=x onerror=alert(1)>',
    "half an attribute": "' onmouseover='alert(1)",
    "comment": "<!-- x --> ]]> <![CDATA[ <?php x ?>",
    "template": "{} {0} {x!r:>{y}} {{ 7*7 }} ${x} %s %(x)s",
    "javascript": "javascript:alert(1)",
    "hidden javascript": " \tjava\nscript:alert(1)",
    "data": "data:text/html,<script>alert(1)</script>",
    "markdown link": "](javascript:alert(1)) ![x](https://a.example/p.png) [y]: javascript:alert(2)",
    "half a link": "]( ",
    "markdown autolink": "<javascript:alert(1)> <https://a.example>",
    "reserved": "CON",
    "reserved with a suffix": "nul.txt",
    "keyword": "none",
    "long": "长" * 300,
    "long word": "x" * 300,
    "dot": ".",
    "dots": "..",
    "more dots": "...",
    "up": "../../etc/passwd",
    "Windows path": "C:\\Windows\\x:stream",
    "slashes": "//server/share",
    "case": "Page",
    "case colliding": "pAGE",
    "option": "--output=x",
    "shell": "$(touch owned) `touch owned`; touch owned",
    "SQL": "'; DROP TABLE articles; --",
    "search syntax": 'title: "x" OR NEAR(a b, 2) * ^ -- (',
    "like": "100%_\\",
    "formula": '=HYPERLINK("http://a.example","x")',
    "YAML": "a: b # c\n- d\n---\n",
}

# What no document of ours may hold beside its own.
LIVE = re.compile(r"<script|<iframe|<object|<embed|<link|<style|<base|<form|<svg|\son\w+\s*=", re.IGNORECASE)
# What no terminal may be given.
NO_TERMINAL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
