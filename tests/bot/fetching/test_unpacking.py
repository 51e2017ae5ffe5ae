import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fetching.unpacking import BrokenPackingError, TooMuchError, Unpacking

MOST = 200_000
brotli = pytest.importorskip("brotli")


def _raw(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


PACKERS = [
    ("", lambda content: content),
    ("gzip", gzip.compress),
    ("deflate", zlib.compress),
    ("deflate", _raw),
    ("br", brotli.compress),
]


@pytest.mark.parametrize(("encoding", "pack"), PACKERS)
@given(content=st.binary(max_size=3000), step=st.integers(1, 700))
def test_what_was_packed_comes_out(encoding, pack, content, step):
    if pack is _raw and not content:
        return
    packed = pack(content)
    unpacking = Unpacking(encoding, MOST)
    for at in range(0, len(packed), step):
        unpacking.feed(packed[at : at + step])
    assert bytes(unpacking.content) == content


def test_several_members_are_one_answer():
    unpacking = Unpacking("gzip", MOST)
    unpacking.feed(gzip.compress(b"one ") + gzip.compress(b"two"))
    assert bytes(unpacking.content) == b"one two"


@pytest.mark.parametrize(("encoding", "pack"), PACKERS[1:])
def test_a_bomb_is_stopped(encoding, pack):
    packed = pack(b"\0" * 30_000_000)
    unpacking = Unpacking(encoding, MOST)
    with pytest.raises(TooMuchError):
        unpacking.feed(packed)
    assert len(unpacking.content) <= MOST


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_broken_bytes_are_told(encoding):
    with pytest.raises(BrokenPackingError):
        Unpacking(encoding, MOST).feed(b"\xff\xfe this is not packed at all" * 20)


def test_another_packing_is_refused():
    with pytest.raises(BrokenPackingError):
        Unpacking("zstd", MOST)
