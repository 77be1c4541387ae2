"""Addresses as pages have them, broken ones among them: joined to a base, taken apart, and the host of one."""

from __future__ import annotations

from urllib.parse import SplitResult, urljoin, urlsplit


def joined(base: str | None, href: str) -> str:
    """Return *href* as it is meant below *base* (RFC 3986, section 5); as written where either is none."""
    try:
        return urljoin(base, href) if base else href
    except ValueError:
        return href


def parts_of(url: str | None) -> SplitResult:
    """Return the parts of *url* (RFC 3986, section 3); all empty where it is none."""
    try:
        return urlsplit(url or "")
    except ValueError:
        return urlsplit("")


def host_of(url: str | None) -> str:
    """Return the host of *url* in lower case and without a final dot; ``""`` where it has none or is no URL."""
    return (parts_of(url).hostname or "").lower().rstrip(".")


def domain_of(url: str | None) -> str | None:
    """Return the last two labels of the host of *url*, ``None`` where it has no host."""
    host = host_of(url)
    return ".".join(host.rsplit(".", 2)[-2:]) if host else None
