"""How often the encoding is found: chardet's own test files, and Chinese pages with a little damage.

    python benchmarks/charsets.py [--sdist chardet-5.2.0.tar.gz] [--only files|damaged] [--worst N]

The files are those of chardet 5.2.0's source distribution, fetched once with pip into a cache folder and never stored
here. The damaged pages are made from the archive of real pages beside the repository (``../shared/pages``), which a
plain checkout does not have: that part is then skipped, and says so. Big5 needs opencc (``pip install opencc``) to
write Simplified pages in Traditional characters.

Exit status 1 when a figure is below its floor.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from tearsheet.errors import DecodeError
from tearsheet.page.decode import decode

SDIST = "chardet-5.2.0.tar.gz"
SHARED = Path(__file__).resolve().parents[2] / "shared" / "pages" / "dev.tar.xz"
CHINESE_SETS = ("gne", "magic_article_zh", "magic_forum_zh", "np4k_cjk")
FLOOR_FILES, FLOOR_DAMAGED = 415, 0.98

# The folders name an encoding and sometimes a language: windows-1251-russian.
LANGUAGE = re.compile(
    r"-(turkish|croatian|czech|hungarian|polish|romanian|slovak|slovene|bulgarian|russian|greek|hebrew|arabic)$"
)
CHINESE = {"big5", "gb2312"}
# A file is read right when the text is that of its own encoding or of one that holds it.
WIDER = {
    "ascii": {"utf-8", "cp1252"},
    "big5": {"big5hkscs"},
    "cp932": {"cp932"},
    "euc-kr": {"cp949"},
    "gb2312": {"gb18030"},
    "iso-8859-1": {"cp1252"},
    "iso-8859-9": {"cp1254"},
    "shift_jis": {"cp932"},
    "tis-620": {"cp874"},
}


def fetch() -> Path:
    """The source distribution, from the cache folder or through pip."""
    folder = Path(tempfile.gettempdir()) / "tearsheet-benchmarks"
    folder.mkdir(exist_ok=True)
    target = folder / SDIST
    if target.exists():
        return target
    wanted = ["download", "--quiet", "--no-binary", ":all:", "--no-deps", "--dest", str(folder), "chardet==5.2.0"]
    for pip in ([sys.executable, "-m", "pip"], ["uvx", "pip"], ["pip"]):
        if shutil.which(pip[0]) and subprocess.run([*pip, *wanted], check=False, capture_output=True).returncode == 0:
            return target
    sys.exit(f"{SDIST} could not be fetched: pip is missing or has no index. Fetch it by hand and pass --sdist.")


def read_right(data: bytes, encoding: str) -> tuple[bool | None, str]:
    """Whether *data* is read as *encoding*, None where Python has no such codec, and what was made of it."""
    try:
        truth = data.decode(encoding, "replace").removeprefix("\ufeff")
    except LookupError:
        return None, "no codec"
    try:
        decoded = decode(data)
    except DecodeError as error:
        return False, str(error)
    right = decoded.text == truth or decoded.encoding in WIDER.get(encoding, {encoding})
    return right, f"{decoded.encoding} ({decoded.source})"


def files(sdist: Path, worst: int) -> bool:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    without: Counter[str] = Counter()
    wrong: list[str] = []
    with tarfile.open(sdist) as archive:
        for member in archive:
            parts = member.name.split("/")
            if len(parts) != 4 or parts[1] != "tests" or not member.isfile():
                continue
            encoding = LANGUAGE.sub("", parts[2].lower())
            stream = archive.extractfile(member)
            assert stream is not None
            verdict, made = read_right(stream.read(), encoding)
            if verdict is None:
                without[encoding] += 1
                continue
            total[encoding] += 1
            right[encoding] += verdict
            if not verdict:
                wrong.append(f"  {parts[2]}/{parts[3]}: {made}")
    for encoding in sorted(total):
        print(f"{encoding:<16}{right[encoding]:>5} of{total[encoding]:>4}")
    chinese = sum(right[e] for e in CHINESE), sum(total[e] for e in CHINESE)
    print(f"{'Chinese':<16}{chinese[0]:>5} of{chinese[1]:>4}")
    print(f"{'all':<16}{right.total():>5} of{total.total():>4}   without a codec: {dict(without)}")
    print(*wrong[:worst], sep="\n")
    return chinese[0] == chinese[1] > 0 and right.total() >= FLOOR_FILES


def pages() -> Iterator[tuple[str, str]]:
    """Name and text of every Chinese page of the archive: its HTML without declarations, and its body."""
    rows: dict[str, str] = {}
    html: dict[str, bytes] = {}
    with tarfile.open(SHARED) as archive:
        for member in archive:
            folder = next((s for s in CHINESE_SETS if f"{s}/" in member.name), None)
            stream = archive.extractfile(member) if folder and member.isfile() else None
            if stream is None:
                continue
            if member.name.endswith("gt.jsonl"):
                for line in stream:
                    row = json.loads(line)
                    if row["lang"].startswith("zh") and row.get("body"):
                        rows[row["file"]] = row["body"]
            else:
                html[member.name.removeprefix("./")] = stream.read()
    for name, body in sorted(rows.items()):
        yield f"{name} (body)", body
        page = next((data for file, data in html.items() if file.endswith(name)), b"")
        try:
            yield f"{name} (html)", re.sub(r"(?i)charset|encoding", "", page.decode())
        except UnicodeDecodeError:
            continue


def stray(byte: int) -> Callable[[bytearray, random.Random], None]:
    def damage(data: bytearray, chance: random.Random) -> None:
        for _ in range(1 + len(data) // 2000):
            data.insert(chance.randrange(len(data)), byte)

    return damage


def deleted(data: bytearray, chance: random.Random) -> None:
    for _ in range(1 + len(data) // 2000):
        del data[chance.randrange(len(data))]


def cut(data: bytearray, chance: random.Random) -> None:
    del data[len(data) - chance.randrange(1, 4) :]
    del data[: chance.randrange(1, 4)]


DAMAGE: dict[str, tuple[Callable[[bytearray, random.Random], None], ...]] = {
    "clean": (),
    "stray 0xFF": (stray(0xFF),),
    "stray 0x80": (stray(0x80),),
    "stray 0xA0": (stray(0xA0),),
    "byte deleted": (deleted,),
    "cut": (cut,),
    "all": (stray(0xFF), stray(0x80), deleted, cut),
}


def converter() -> Callable[[str], str] | None:
    try:
        opencc = importlib.import_module("opencc")
    except ImportError:
        print("damaged pages: no big5hkscs, opencc is not installed")
        return None
    convert: Callable[[str], str] = opencc.OpenCC("s2t").convert
    return convert


def damaged(worst: int) -> bool:
    if not SHARED.exists():
        print(f"damaged pages: skipped, {SHARED} is not there")
        return True
    traditional = converter()
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    wrong: list[str] = []
    chance = random.Random(0)
    for name, text in pages():
        for codec in ("utf-8", "gb18030", "big5hkscs")[: 3 if traditional else 2]:
            written = traditional(text) if codec == "big5hkscs" and traditional else text
            # xmlcharrefreplace is what a Big5 site does with what Big5 does not hold.
            whole = written.encode(codec, "xmlcharrefreplace")
            sizes = [size for size in (200, 2_000, 20_000, 100_000) if size <= len(whole)]
            for size in sizes:
                # From the middle, where a page has its story.
                start = len(written[: len(written) // 3].encode(codec, "xmlcharrefreplace"))
                piece = whole[start : start + size]
                if sum(byte > 0x7F for byte in piece) < 40:
                    continue
                for kind, damages in DAMAGE.items():
                    data = bytearray(piece)
                    for damage in damages:
                        damage(data, chance)
                    decoded = decode(bytes(data))
                    for key in ((codec, kind), (f"{size} B", kind)):
                        total[key] += 1
                        right[key] += decoded.encoding == codec
                    if decoded.encoding != codec:
                        wrong.append(f"  {codec} {kind} {size} B {name}: {decoded.encoding} ({decoded.source})")
    print(f"{'right %':<12}" + "".join(f"{kind:>14}" for kind in DAMAGE))
    for row in dict.fromkeys(key[0] for key in total):
        shares = (right[row, kind] / total[row, kind] for kind in DAMAGE)
        print(f"{row:<12}" + "".join(f"{share:>14.2%}" for share in shares) + f"{total[row, 'clean']:>8} pages")
    share = right.total() / total.total()
    print(f"damaged pages: {share:.2%} of {total.total() // 2}")
    print(*wrong[:worst], sep="\n")
    return share >= FLOOR_DAMAGED


def main() -> int:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("--sdist", type=Path, help=f"{SDIST}, if it is here already")
    arguments.add_argument("--only", choices=("files", "damaged"))
    arguments.add_argument("--worst", type=int, default=10, help="how many misread files to name")
    given = arguments.parse_args()
    met = []
    if given.only != "damaged":
        met.append(files(given.sdist or fetch(), given.worst))
    if given.only != "files":
        met.append(damaged(given.worst))
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
