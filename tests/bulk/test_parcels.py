"""Pages on their way to a worker process."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import threading
from datetime import UTC, datetime

import pytest

from tearsheet.bulk import worker
from tearsheet.bulk.records import Failure, Record, failure_of
from tearsheet.errors import DecodeError

AT = datetime(2026, 3, 2, tzinfo=UTC)


def there(records: list[Record | Failure]) -> worker.Parcel:
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    sender = threading.Thread(target=worker.send, args=(ours, records))
    sender.start()
    found = worker.receive(theirs)
    sender.join()
    ours.send_bytes(b"next")
    assert theirs.recv_bytes() == b"next"
    return found


@pytest.mark.parametrize(
    "sizes", [[], [0], [1], [131_071], [131_072], [3_000_000], [10, 200_000, 10], [200_000, 1, 400_000, 131_072]]
)
def test_pages_of_any_size_arrive_in_their_order_with_all_that_is_known_of_them(sizes):
    records: list[Record | Failure] = [
        Record(id=number, data=bytes([number + 65]) * size, url=f"https://a.example/{number}", captured_at=AT)
        for number, size in enumerate(sizes)
    ]
    assert list(there(records)) == records


def test_texts_and_failures_arrive_beside_large_pages():
    failed = failure_of(DecodeError("binary"), id="b", url=None)
    records: list[Record | Failure] = [
        Record(id="a", data="磨" * 200_000),
        failed,
        Record(id="c", data=b"x" * 300_000),
    ]
    text, failure, page = there(records)
    assert (text, failure.code, page) == (records[0], failed.code, records[2])


def test_a_sender_that_is_gone_halfway_is_told_of():
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    ours.send_bytes(pickle.dumps(([Record(id=1, data=b"")], [(0, 1_000_000)])))
    os.write(ours.fileno(), b"x" * 1000)
    ours.close()
    with pytest.raises((EOFError, OSError)):
        worker.receive(theirs)
