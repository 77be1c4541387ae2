"""The command line, ``tearsheet``. It needs click: ``pip install 'tearsheet[cli]'``.

=====  ===============================================================================================
Exit   Meaning
=====  ===============================================================================================
0      everything was read
1      a page could not be read (the others were), ``explain`` found no adapter for one, or
       ``ledger --unexplained`` found something, ``check`` a check that fails, ``health`` an adapter
       that is ill
2      the command was used wrongly, or what it says cannot be written
130    interrupted by Ctrl-C
141    whoever read the output closed it (``| head``); said by nothing but this number
=====  ===============================================================================================

Standard output carries what was asked for, in UTF-8 with LF line ends on every system; standard error carries one line
for each thing that went wrong. Colours are for terminals, and never where ``NO_COLOR`` is set.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import NoReturn

__all__ = ["main"]


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line with *args*, by default those of the process, and exit."""
    try:
        from tearsheet.cli.app import cli  # noqa: PLC0415 -- click may be missing
    except ModuleNotFoundError as error:
        if error.name != "click":
            raise
        sys.stderr.write("tearsheet: the command line needs click; install it: pip install 'tearsheet[cli]'\n")
        sys.exit(2)
    except KeyboardInterrupt:  # before there is anybody to say so
        sys.exit(130)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    cli.main(args=args, prog_name="tearsheet")
    sys.exit(0)
