"""The smallest adapter: the first line is the title, and nothing else is read."""

from __future__ import annotations

from tearsheet import Adapter, Article, Edition


class Titled(Adapter):
    name = "titled"

    def read(self, reader):
        title = reader.take(reader.lines[0], "title")
        return Article(adapter=self.name, editions=(Edition(language="en", title=title),))
