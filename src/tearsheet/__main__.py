"""``python -m tearsheet`` is the command line."""

from __future__ import annotations

from tearsheet.cli import main

if __name__ == "__main__":
    main()
