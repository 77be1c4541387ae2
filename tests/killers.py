"""Adapters that do what no adapter should, as their page tells them. Worker processes import them from here."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from pathlib import Path

import tearsheet
from tearsheet import Adapter, Article, Edition


class Told(Adapter):
    """Does what the first line says; what says nothing of the kind is the title."""

    name = "told"

    def read(self, reader):
        word = reader.take(reader.lines[0], "title")
        match word.split(":")[0]:
            case "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            case "segfault":
                ctypes.string_at(0)
            case "exit":
                os._exit(3)
            case "sys.exit":
                sys.exit(3)
            case "aloud":
                os.write(1, b"%d\n" % os.getpid())  # whoever waits for a worker to be at work reads it
            case "loop aloud":
                os.write(1, b"%d\n" % os.getpid())
                while True:
                    pass
            case "loop":
                while True:
                    pass
            case "hold aloud":
                os.write(1, b"%d\n" % os.getpid())
                ctypes.PyDLL(None).sleep(600)  # without letting go of the GIL: no thread of Python runs meanwhile
            case "loop told":
                stuck(word)
                while True:
                    pass
            case "sleep told":
                stuck(word)
                time.sleep(600)
            case "sleep in C":
                time.sleep(600)
            case "memory":
                raise MemoryError
            case "hoard":
                bytearray(1 << 40)
            case "wrong":
                return Article(adapter=self.name, editions=(Edition(language="en", title=5),))
            case "surrogate":
                return Article(adapter=self.name, editions=(Edition(language="en", title="\ud800"),))
            case "defect":
                raise ZeroDivisionError("a page of nothing")
            case "pid":
                word = f"pid:{os.getpid()}"
        return Article(adapter=self.name, editions=(Edition(language="en", title=word),))


def stuck(word):
    """Leave a file that says which process goes no further, in the folder that the word names."""
    Path(word.partition(":")[2], str(os.getpid())).touch()


class Broken(Told):
    """Cannot be unpickled in another process."""

    name = "broken"

    def __reduce__(self):
        return _refuse, ()


def _refuse():
    raise tearsheet.InputError("this adapter is for one process")
