"""Whoever reads, each batch comes back; what breaks a worker comes alone."""

import os
import signal

import pytest

from corpus.building import Options, build_pages
from corpus.building.workers import Workers
from tests.corpus.building.dumps import dump
from tests.corpus.building.stock import rows, write


def doubled(batch):
    for one in batch:
        if one < 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return [2 * one for one in batch]


def through(named, batches):
    workers = Workers(doubled, named)
    try:
        return sorted((list(batch), made) for batch, made in workers.over(batches))
    finally:
        workers.close()


@pytest.mark.parametrize("named", ["1", "2"])
def test_every_batch_comes_back(named):
    batches = [[n, n + 1] for n in range(9)]
    assert through(named, batches) == [(batch, [2 * one for one in batch]) for batch in batches]


@pytest.mark.soak
def test_what_breaks_a_worker_comes_alone_and_the_rest_is_done():
    found = through("2", [[1, 2], [3, -4, 5], [6], [7, 8]])
    assert [batch for batch, made in found if made is None] == [[-4]]
    assert sorted(one for batch, made in found for one in batch) == [-4, 1, 2, 3, 5, 6, 7, 8]


@pytest.mark.soak
def test_a_cluster_does_the_same(tmp_path):
    distributed = pytest.importorskip("distributed")
    load = write(tmp_path / "load.jsonl", rows(12))
    one, other = (f"sqlite:///{tmp_path}/{name}.db" for name in ("one", "other"))
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None
    ) as cluster:
        assert through(cluster.scheduler_address, [[1, 2], [3]]) == [([1, 2], [2, 4]), ([3], [6])]
        build_pages([load], one, Options(workers=cluster.scheduler_address), lambda *_: None)
    build_pages([load], other, Options(workers="1"), lambda *_: None)
    assert dump(one) == dump(other)
