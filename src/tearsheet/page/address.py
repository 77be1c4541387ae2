"""Addresses as pages have them, broken ones among them: joined to a base, and the host of one."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit


def joined(base: str | None, href: str) -> str:
    """Return *href* as it is meant below *base* (RFC 3986, section 5); as written where either is none."""
    try:
        return urljoin(base, href) if base else href
    except ValueError:
        return href


def host_of(url: str | None) -> str:
    """Return the host of *url* in lower case and without a final dot; ``""`` where it has none or is no URL."""
    try:
        return (urlsplit(url or "").hostname or "").lower().rstrip(".")
    except ValueError:
        return ""
