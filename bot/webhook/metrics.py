"""The bot's figures as Prometheus reads them: worked out when they are asked for, of no person and of no chat."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from prometheus_client import generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from bot.lanes import Lanes
from bot.limits import Pace
from bot.tally import BUCKETS, Tally
from corpus.errors import CorpusError
from handlers.messages import Desk


@dataclass(frozen=True, slots=True)
class Figures(Collector):
    """Where they are kept."""

    lanes: Lanes
    tally: Tally
    pace: Pace
    desk: Desk

    def text(self) -> bytes:
        """All of them. Sync: the corpus is asked for its own."""
        return generate_latest(self)

    def collect(self) -> Iterator[Metric]:
        """Each with its help."""
        yield from self._updates()
        yield from self._answers()
        yield from self._calls()
        yield from self._corpus()

    def _updates(self) -> Iterator[Metric]:
        lanes = self.lanes
        taken = CounterMetricFamily("dateline_updates", "Updates that were taken over, by kind.", labels=["kind"])
        for kind, count in sorted(lanes.taken.items()):
            taken.add_metric([kind], count)
        yield taken
        yield _count("dateline_updates_repeated", "Updates that came again and were known.", lanes.repeated)
        yield _count("dateline_updates_dropped", "Questions left out since too many waited in one chat.", lanes.dropped)
        yield _level("dateline_updates_waiting", "Updates that wait for their chat's turn.", lanes.waiting)
        yield _level("dateline_updates_working", "Updates that are worked on.", lanes.working)

    def _answers(self) -> Iterator[Metric]:
        answers = CounterMetricFamily(
            "dateline_answers", "Answers by command and status.", labels=["command", "status"]
        )
        for (command, status), count in sorted(self.tally.answers.items()):
            answers.add_metric([command, status], count)
        yield answers
        yield _count("dateline_failures", "Answers that failed.", self.tally.failed)
        upto, below = [], 0
        for bound, count in zip((*map(str, BUCKETS), "+Inf"), self.tally.within, strict=True):
            below += count
            upto.append((bound, below))
        seconds = HistogramMetricFamily("dateline_answer_seconds", "How long answers took to be found.")
        seconds.add_metric([], upto, self.tally.seconds)
        yield seconds

    def _calls(self) -> Iterator[Metric]:
        calls = CounterMetricFamily("dateline_calls", "Calls of the Bot API by outcome.", labels=["method", "outcome"])
        penalties = 0
        for (method, outcome), count in sorted(self.pace.calls.items()):
            calls.add_metric([method, outcome], count)
            penalties += count if outcome == "RetryAfter" else 0
        yield calls
        yield _count("dateline_penalties", "Times that Telegram asked to be left alone (429).", penalties)

    def _corpus(self) -> Iterator[Metric]:
        try:
            scope = self.desk.library.scope()
        except CorpusError:
            return
        yield _level("dateline_corpus_articles", "Articles of the corpus.", scope.articles)
        if scope.last:
            noon = dt.datetime.combine(scope.last, dt.time(12), dt.UTC)
            age = max(0.0, (self.desk.clock.now() - noon).total_seconds())
            yield _level("dateline_corpus_age_seconds", "Since noon of the day of the newest article.", age)


def _count(name: str, told: str, value: float) -> Metric:
    return CounterMetricFamily(name, told, value=value)


def _level(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(name, told, value=value)
