"""The command line run in this process, its two outputs apart."""

from __future__ import annotations

import inspect

from click.testing import CliRunner

__all__ = ["runner"]

# Before click 8.2 the runner mixes what goes to the two outputs unless told not to.
_APART = {name: False for name in ("mix_stderr",) if name in inspect.signature(CliRunner).parameters}


def runner(**about: object) -> CliRunner:
    """Return a runner that keeps standard output and standard error apart, whichever click is installed."""
    return CliRunner(**_APART, **about)
