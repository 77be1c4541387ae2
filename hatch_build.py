"""Compiles the walk where that can be done; where not, the wheel is pure and tearsheet walks in Python.

    python hatch_build.py        # in place, for work in a clone: what pip install -e . does too

``TEARSHEET_PURE=1`` leaves it out.
"""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
SOURCE = "src/tearsheet/page/_walk.c"


def compiled(folder: Path, *, flags: tuple[str, ...] = ()) -> Path:
    """Compile the walk into *folder* and return the module; *flags* are for the compiler and the linker."""
    from setuptools import Distribution, Extension  # noqa: PLC0415 - a build without it is pure

    module = Extension("_walk", [SOURCE], extra_compile_args=list(flags), extra_link_args=list(flags))
    command: Any = Distribution({"name": "tearsheet", "ext_modules": [module]}).get_command_obj("build_ext")
    before = Path.cwd()
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as scratch:
        command.build_temp, command.build_lib = scratch, str(folder)
        try:
            command.ensure_finalized()
            command.run()
        finally:
            os.chdir(before)
    return folder / command.get_ext_filename("_walk")


def compiled_or_none(folder: Path) -> Path | None:
    """Return the module, ``None`` where it is not wanted or cannot be compiled."""
    if os.environ.get("TEARSHEET_PURE", "0") not in {"", "0"}:
        return None
    # It is written for CPython's lock: without it two threads could ask one tree at once.
    if sys.implementation.name != "cpython" or sysconfig.get_config_var("Py_GIL_DISABLED"):
        return None
    try:
        return compiled(folder)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever is missing here, nothing needs the module
        print(f"tearsheet: the walk is not compiled ({error})", file=sys.stderr)  # noqa: T201
        return None


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand
    BuildHookInterface = object  # type: ignore[assignment, misc]


class CompiledWalk(BuildHookInterface):  # type: ignore[type-arg]
    """Puts the compiled walk into a wheel, or into the clone for an editable install."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the wheel is packed."""
        if self.target_name != "wheel":
            return
        if version == "editable":
            compiled_or_none(ROOT / "src/tearsheet/page")
            return
        self._folder = Path(tempfile.mkdtemp())
        module = compiled_or_none(self._folder)
        if module is not None:
            build_data["force_include"][str(module)] = f"tearsheet/page/{module.name}"
            build_data["pure_python"] = False
            build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Clear away what was compiled."""
        if getattr(self, "_folder", None) is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(compiled_or_none(ROOT / "src/tearsheet/page") is None)
