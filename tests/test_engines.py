"""Ray Data, Dask, Spark and Polars run ``parse_batch`` for real: 20,000 pages, two workers, one of them killed.

Not part of the default run: ``pytest -m engines``, in an environment that has the engines, see CONTRIBUTING.md.
"""

from __future__ import annotations

import gzip
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections import Counter
from pathlib import Path

import pytest

import tearsheet

ROOT = Path(__file__).resolve().parents[1]
ENGINES = ROOT / "examples" / "engines"
FILES, PAGES = 16, 1_250
UNREADABLE = 50  # in each file, pages that no adapter knows

pytestmark = pytest.mark.engines


def need(*modules: str) -> None:
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


@pytest.fixture(scope="session")
def archives(tmp_path_factory, cases) -> tuple[list[str], dict[str, tuple[str, str]]]:
    """WARC files of made pages, and adapter and title of each by its URL; ``("", "")`` for what cannot be read."""
    pages = []
    for case in cases:
        if case.is_html and not case.several:
            text = tearsheet.Page(case.data, **case.about).text.replace("charset=gb2312", "charset=utf-8")
            article = tearsheet.parse(text)
            varied = text.replace(article.title, "TITLE-HERE")
            try:
                again = tearsheet.parse(varied.replace("TITLE-HERE", f"{article.title}17")).title
            except tearsheet.TearsheetError:
                continue
            if again == f"{article.title}17":
                pages.append((article.adapter, article.title, varied))
    assert len(pages) > 5
    folder = tmp_path_factory.mktemp("warc")
    wanted: dict[str, tuple[str, str]] = {}
    paths = []
    for file in range(FILES):
        path = folder / f"pages-{file:02}.warc.gz"
        paths.append(str(path))
        with path.open("wb") as out:
            for number in range(PAGES):
                url = f"https://pages.example/{file}/{number}"
                adapter, title, text = pages[(file * PAGES + number) % len(pages)]
                if number < UNREADABLE:
                    wanted[url], text = ("", ""), f"<p>nothing to read here, number {number}"
                else:
                    wanted[url] = adapter, f"{title}{number}"
                    text = text.replace("TITLE-HERE", wanted[url][1])
                out.write(gzip.compress(record(url, text.encode()), 1))
    assert len(wanted) == FILES * PAGES >= 20_000
    return paths, wanted


def record(url: str, page: bytes) -> bytes:
    head = (
        "WARC/1.1",
        "WARC-Type: resource",
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, url)}>",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2026-11-01T00:00:00Z",
        "Content-Type: text/html; charset=utf-8",
        f"Content-Length: {len(page)}",
    )
    return "\r\n".join(head).encode() + b"\r\n\r\n" + page + b"\r\n\r\n"


def check(out: Path, wanted: dict[str, tuple[str, str]]) -> None:
    """Every page is in the output once, with its own article or its own failure."""
    import pyarrow.parquet as pq

    columns = ["url", "adapter", "title", "error_code"]
    tables = [pq.read_table(path, columns=columns) for path in sorted(out.rglob("*.parquet"))]
    rows = [row for table in tables for row in table.to_pylist()]
    assert Counter(row["url"] for row in rows) == Counter(list(wanted))
    for row in rows:
        assert (row["adapter"] or "", row["title"] or "") == wanted[row["url"]]
        assert (row["error_code"] == "no-adapter") is (row["title"] is None)


def run(driver: str, folder: Path, paths: list[str], victims: str | None) -> None:
    """Run *driver* with the output folder and *paths*; kill one of its processes whose command line matches *victims*.

    That is done when some of the output is there and some is not.
    """
    import psutil

    out = folder / "articles"
    log = (folder / "log").open("w+b")
    environment = {**os.environ, "PYTHONPATH": str(ENGINES), "PYSPARK_PYTHON": sys.executable}
    process = subprocess.Popen(
        [sys.executable, "-c", driver, str(out), *paths],
        stdout=log,
        stderr=subprocess.STDOUT,
        env=environment,
        cwd=folder,
        start_new_session=True,
    )
    killed = None
    try:
        end = time.monotonic() + 300
        while process.poll() is None:
            assert time.monotonic() < end, "it does not come to an end"
            time.sleep(0.02)
            if victims is None or killed is not None or not any(out.rglob("*.parquet")):
                continue
            for child in psutil.Process(process.pid).children(recursive=True):
                try:
                    if re.search(victims, " ".join(child.cmdline())) and child.cpu_times().user > 0.5:
                        child.send_signal(signal.SIGKILL)
                        killed = child.pid
                        done = len(list(out.rglob("*.parquet")))
                        break
                except psutil.Error:
                    continue
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        log.seek(0)
        said = log.read().decode(errors="replace")[-5_000:]
        log.close()
    assert process.returncode == 0, said
    if victims is not None:
        assert killed is not None, said
        assert 0 < done < FILES, f"{done} files were there when {killed} was killed"


RAY = """
import sys, ray, ray_data
if __name__ == "__main__":
    ray.init(num_cpus=2, include_dashboard=False)
    ray_data.articles(sys.argv[2:]).write_parquet(sys.argv[1])
"""
DASK = """
import sys, dask_bag
from dask.distributed import Client
if __name__ == "__main__":
    with Client(n_workers=2, threads_per_worker=1, dashboard_address=None):
        counts = dask_bag.articles(sys.argv[2:], sys.argv[1]).compute()
    assert len(counts) == len(sys.argv[2:]), counts
"""
SPARK = """
import sys, spark
from pyspark.sql import SparkSession
session = SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", "false").getOrCreate()
spark.articles(session, sys.argv[2:]).write.parquet(sys.argv[1])
session.stop()
"""


def test_ray_data_reads_every_page_once_though_a_worker_is_killed(archives, tmp_path):
    need("ray", "psutil")
    paths, wanted = archives
    run(RAY, tmp_path, paths, "^ray::Map")
    check(tmp_path / "articles", wanted)


def test_dask_reads_every_page_once_though_a_worker_is_killed(archives, tmp_path):
    need("dask", "distributed", "psutil")
    paths, wanted = archives
    run(DASK, tmp_path, paths, "spawn_main")
    check(tmp_path / "articles", wanted)


def test_spark_reads_every_page_once_though_a_worker_is_killed(archives, tmp_path):
    need("pyspark", "psutil")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, which is not there")
    paths, wanted = archives
    run(SPARK, tmp_path, paths, "pyspark.daemon")
    check(tmp_path / "articles", wanted)


def test_polars_reads_every_page_once(archives, tmp_path):
    need("polars")
    import pyarrow as pa
    import pyarrow.parquet as pq

    from tearsheet.bulk.arrow import PAGES as COLUMNS
    from tearsheet.bulk.arrow import page_batches

    paths, wanted = archives
    table = pa.Table.from_batches([batch for path in paths[:2] for batch in page_batches(path)], COLUMNS)
    pq.write_table(table, tmp_path / "pages.parquet")
    (tmp_path / "articles").mkdir()
    script = [sys.executable, str(ENGINES / "polars_frame.py"), "pages.parquet", "articles/1.parquet"]
    subprocess.run(script, cwd=tmp_path, check=True)
    check(tmp_path / "articles", dict(list(wanted.items())[: 2 * PAGES]))
