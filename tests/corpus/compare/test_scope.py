"""What a point says of its scope, and in which order what one alone tells comes."""

from corpus.compare import compare
from corpus.events import merge
from corpus.results import Relation
from tests.corpus.articles import article

EARLY = article("The town of Visby prepared for its fair.", outlet="Evening Star", day="2024-05-10")
HELD = article(
    'Ada Lind and Bo Berg held a phone call on Wednesday about rye. "We will cut rye tariffs together," said Lind.',
    outlet="Harbour Post",
)
TOLD = article("Bo Berg and Ada Lind spoke by phone on Wednesday about rye, aides said.", outlet="Northern Wire")
MARKET = (
    "Ada Lind opened the new fish market of Visby on Tuesday before a crowd of sailors and bakers. "
    "She praised the carpenters who had raised its roof in a single winter against a cold wind. "
    "The market holds forty stalls, two kitchens and a small museum of nets and anchors on its upper floor. "
    "Fish is sold from six in the morning, bread from seven, and rye beer only after the bells of noon."
)
STORY = [EARLY, HELD, TOLD]
FOUND = compare(STORY, merge(STORY))


def test_who_tells_an_event_and_who_came_too_early():
    call = next(point for point in FOUND.points if point.relation is Relation.AGREE)
    assert (call.tellers, [one.id for one in call.earlier]) == (2, [EARLY.id])


def test_what_is_still_to_come_came_too_early_for_nobody():
    plans = [
        article("Ada Lind and Bo Berg will hold a phone call on June 3.", outlet=outlet) for outlet in ("One", "Two")
    ]
    found = compare([*plans, EARLY], merge([*plans, EARLY]))
    assert all(not point.earlier for point in found.points)


def test_an_excerpt_is_told_alone_once():
    own = [point.excerpts[0] for point in FOUND.points if point.relation is Relation.ONLY]
    places = [(excerpt.article.id, excerpt.span) for excerpt in own]
    assert len(places) == len(set(places))


def test_copies_are_one_witness_and_an_only_of_two_articles():
    copies = [article(MARKET, outlet=outlet, day="2024-05-15") for outlet in ("Harbour Post", "Northern Wire")]
    found = compare([*copies, EARLY], merge([*copies, EARLY]))
    alone = [point for point in found.points if point.relation is Relation.ONLY and point.event]
    assert [len(group) for group in found.copies] == [2]
    assert alone[0].tellers == 2
    assert not any(point.relation is Relation.AGREE for point in found.points)
