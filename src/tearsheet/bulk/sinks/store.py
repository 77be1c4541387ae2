"""SQLite as the embedded store: one file, an article a row, searchable in every language.

The table ``articles`` has a row for each URL and time of capture: the same page read again takes its place. ``page`` is
the id of the page, ``published_at`` the first instant that ``published`` of the article can mean, in UTC, and
``published_date`` the day that the page prints; ``published`` is an older name of ``published_at``. The index
``search`` is of trigrams, which need no words and so find Chinese. :func:`search` asks it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tearsheet.bulk.pool import Outcome
from tearsheet.bulk.records import Record
from tearsheet.bulk.resume import told
from tearsheet.bulk.sinks import Sink
from tearsheet.model import Article
from tearsheet.text.printable import known_as

_TABLES = """
CREATE TABLE IF NOT EXISTS articles (
    id INTEGER PRIMARY KEY,
    page TEXT NOT NULL,
    url TEXT,
    address TEXT NOT NULL,
    captured_at TEXT NOT NULL,
    part INTEGER NOT NULL,
    adapter TEXT NOT NULL,
    language TEXT NOT NULL,
    published TEXT,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    article TEXT NOT NULL,
    published_at TEXT,
    published_date TEXT,
    UNIQUE (address, captured_at, part)
);
CREATE TABLE IF NOT EXISTS failures (
    page TEXT PRIMARY KEY, url TEXT, code TEXT NOT NULL, adapter TEXT, message TEXT NOT NULL
) WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(
    title, text, content='articles', content_rowid='id', tokenize='trigram'
);
CREATE TRIGGER IF NOT EXISTS articles_added AFTER INSERT ON articles BEGIN
    INSERT INTO search (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER IF NOT EXISTS articles_gone AFTER DELETE ON articles BEGIN
    INSERT INTO search (search, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
END;
CREATE TRIGGER IF NOT EXISTS articles_changed AFTER UPDATE ON articles BEGIN
    INSERT INTO search (search, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
    INSERT INTO search (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
"""
_PUT = """
INSERT INTO articles (
    page, url, address, captured_at, part, adapter, language, published, title, text, article,
    published_at, published_date
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (address, captured_at, part) DO UPDATE SET
    page = excluded.page, url = excluded.url, adapter = excluded.adapter, language = excluded.language,
    published = excluded.published, title = excluded.title, text = excluded.text, article = excluded.article,
    published_at = excluded.published_at, published_date = excluded.published_date
"""
# Columns that a store of an earlier version lacks.
_LATER = ("published_at", "published_date")
_FAILED = "INSERT OR REPLACE INTO failures (page, url, code, adapter, message) VALUES (?, ?, ?, ?, ?)"


class _RowEncoder:
    """Makes the rows of the table ``articles``, in the workers."""

    def encode(self, record: Record, articles: Sequence[Article]) -> list[tuple[Any, ...]]:
        from datetime import UTC  # noqa: PLC0415 - with what only workers need

        from tearsheet.outputs import json  # noqa: PLC0415 - 50 ms that only workers need

        rows = []
        for part, article in enumerate(articles):
            when, published = article.captured_at, article.published
            start = published.start if published is not None else None
            at = start.astimezone(UTC).isoformat() if start is not None else None
            day = published.date if published is not None else None
            rows.append(
                (
                    str(known_as(record.id)),
                    article.url,
                    # A page without a URL is the same one only under the same id.
                    article.url or f"id:{known_as(record.id)}",
                    when.astimezone(UTC).isoformat() if when is not None else "",
                    part,
                    article.adapter,
                    article.language,
                    at,
                    "\n".join([edition.title for edition in article.editions]),
                    "\n\n".join([edition.text for edition in article.editions]),
                    json.dumps(article),
                    at,
                    day.isoformat() if day is not None else None,
                )
            )
        return rows

    def pack(self, encoded: list[list[tuple[Any, ...]]]) -> list[tuple[Any, ...]]:
        return [row for rows in encoded for row in rows]


class Store(Sink):
    """Writes articles to the database *path*, and failures beside them; what is there already stays.

    :raises FormatError: when the file is something else
    """

    def __init__(self, path: Path, _: Mapping[str, Any] | None = None) -> None:
        self.encoder = _RowEncoder()
        self._path = path
        with told(path, "cannot be used as a store"):
            self._database = self.connection = sqlite3.connect(path)
            try:
                self._database.executescript(_TABLES)
                there = {name for _, name, *_ in self._database.execute("PRAGMA table_info(articles)")}
                for name in _LATER:
                    if name not in there:
                        self._database.execute(f"ALTER TABLE articles ADD COLUMN {name} TEXT")
            except BaseException:
                self._database.close()
                raise

    def put(self, outcome: Outcome) -> None:
        with told(self._path, "cannot be used as a store"):
            self._database.executemany(_PUT, outcome.packed or ())
            failed, read = [], []
            for record, entry in zip(outcome.records, outcome.entries, strict=True):
                failure = entry.failure
                if failure is None:
                    read.append((str(known_as(record.id)),))
                else:
                    failed.append(
                        (str(known_as(failure.id)), failure.url, failure.code, failure.adapter, failure.message)
                    )
            self._database.executemany("DELETE FROM failures WHERE page = ?", read)
            self._database.executemany(_FAILED, failed)

    def sync(self) -> Mapping[str, Any]:
        # The journal is in the same database, and commits it.
        return {"version": 1}

    def close(self) -> None:
        self._database.close()


_NO_TEXT = re.compile("[\x00\ud800-\udfff]")


def search(path: str | Path, words: str, *, limit: int = 20) -> Iterator[tuple[str, str, str]]:
    """Yield address, title and JSON of the articles in the store *path* in which all *words* stand, the best first.

    Words are parted by spaces, and are parts of words too: Chinese needs no parting. The index knows words of three
    characters or more; with a shorter one, as Chinese often is, the texts are looked through.

    :param limit: how many, at most
    """
    # What the index cannot hold stands in no text: it only parts words.
    parts = _NO_TEXT.sub(" ", words).split()
    long = [part for part in parts if len(part) >= 3]
    where, values = [], []
    if long:
        where.append("search MATCH ?")
        values.append(" ".join('"' + part.replace('"', '""') + '"' for part in long))
    for part in parts:
        if len(part) < 3:
            where.append("(articles.title LIKE ? ESCAPE '\\' OR articles.text LIKE ? ESCAPE '\\')")
            escaped = part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            values += [f"%{escaped}%"] * 2
    if not where:
        return
    source = "search JOIN articles ON articles.id = search.rowid" if long else "articles"
    order = "bm25(search, 5.0, 1.0)" if long else "articles.id"
    question = f"SELECT address, articles.title, article FROM {source} WHERE {' AND '.join(where)} ORDER BY {order}"  # noqa: S608 - no word of the caller's
    connection = sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)
    try:
        yield from connection.execute(f"{question} LIMIT ?", (*values, limit))
    finally:
        connection.close()
