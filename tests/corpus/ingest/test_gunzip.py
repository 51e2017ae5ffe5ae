"""Gzipped bytes are unpacked to a bound."""

import gzip

import pytest

from corpus.ingest.gunzip import GzipError, gunzip, is_gzipped

PACKED = gzip.compress(b"The mayor spoke.")
BROKEN = [
    ("cut off", PACKED[:-6], "cut off"),
    ("broken", PACKED[:12] + b"\xff\xff\xff\xff" + PACKED[16:], "broken"),
    ("a bomb", gzip.compress(bytes(20_000_000)), "more than"),
]


def test_all_members_are_unpacked():
    assert is_gzipped(PACKED)
    assert gunzip(PACKED + PACKED, 1_000) == b"The mayor spoke." * 2


@pytest.mark.parametrize(("remark", "content", "reason"), BROKEN, ids=[row[0] for row in BROKEN])
def test_what_cannot_be_unpacked_says_why(remark, content, reason):
    with pytest.raises(GzipError, match=reason):
        gunzip(content, 1_000_000)
