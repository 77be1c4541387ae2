"""Where profiles are kept: ``profiles/<adapter>.json`` beside the module of the adapter."""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from tearsheet.authoring.health.profile import Profile
from tearsheet.errors import FormatError, InputError
from tearsheet.reading.adapter import Adapter

__all__ = ["load_profile", "profile_path", "save_profile"]


def load_profile(adapter: Adapter, folder: Path | None = None) -> Profile | None:
    """Return the profile of *adapter*, ``None`` where it has none.

    :param folder: look here for ``<adapter>.json`` first
    :raises FormatError: when the file is no profile, or one of another adapter
    :raises InputError: when it cannot be read
    """
    places: list[Traversable] = [folder] if folder is not None else []
    for place in (*places, *_beside(adapter)):
        file = place / f"{adapter.name}.json"
        try:
            text = file.read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            continue
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"the profile {file} cannot be read: {error}") from None
        return _parse(text, adapter.name, str(file))
    return None


def profile_path(adapter: Adapter, folder: Path | None = None) -> Path:
    """Return the path at which the profile of *adapter* is to be written.

    :param folder: the folder to write to instead of that beside the adapter
    :raises InputError: when the adapter is not in a file on disk
    """
    if folder is not None:
        return folder / f"{adapter.name}.json"
    places = [place for place in _beside(adapter) if isinstance(place, Path)]
    if not places:
        raise InputError(
            f"the adapter {adapter.name!r} is in no folder that could be written to: name one for profiles"
        )
    there = [place for place in places if (place / f"{adapter.name}.json").is_file()]
    return (there or places)[0] / f"{adapter.name}.json"


def save_profile(profile: Profile, path: Path) -> None:
    """Write *profile* to *path*, making its folder.

    :raises OSError: when it cannot be written
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # A line for each part, so that a difference between two profiles can be read.
    lines = [
        f" {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in profile.to_json().items()
    ]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8", newline="\n")


def _beside(adapter: Adapter) -> list[Traversable]:
    """Return the folders ``profiles`` in which the profile may be: beside the module or package, else inside of it."""
    module = sys.modules.get(type(adapter).__module__)
    spec = module.__spec__ if module is not None else None
    if module is None or spec is None or not spec.parent:
        path = getattr(module, "__file__", None)
        return [Path(path).parent / "profiles"] if path else []
    own = files(spec.parent) / "profiles"
    outer = spec.parent.rpartition(".")[0]
    return [files(outer) / "profiles", own] if spec.submodule_search_locations is not None and outer else [own]


def _parse(text: str, name: str, file: str) -> Profile:
    try:
        profile = Profile.from_json(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise FormatError(f"the profile {file} is no JSON: {error}; write it again with --write-profile") from None
    except FormatError as error:
        raise FormatError(f"the profile {file}: {error} (at {error.path})", path=error.path) from None
    if profile.adapter != name:
        raise FormatError(f"the profile {file} is that of {profile.adapter!r}, not of {name!r}", path="$.adapter")
    return profile
