"""Every word list and every rule carries an example that is true."""

import re
import tomllib
from importlib.resources import files

import pytest

from corpus.ingest.quotes.attribution import Attributor
from corpus.ingest.quotes.lists import _forms
from corpus.ingest.quotes.reading import read_speech


def _table(name):
    return tomllib.loads(files("corpus").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))


LISTS = [(name, key, entry) for name in ("speech", "people", "bodies") for key, entry in _table(name).items()]
RULES = list(_table("ranker")["rules"].items())
EARLIER = {"goes-on", "goes-on-paragraph", "runs-on", "last-speaker", "shared"}


@pytest.mark.parametrize(("name", "key", "entry"), LISTS, ids=[f"{name}-{key}" for name, key, _ in LISTS])
def test_a_list_has_an_example_with_one_of_its_words(name, key, entry):
    marked = [word.lower().rstrip(".") for word in re.findall(r"\[([^\]]+)\]", entry["example"])]
    words = {form.lower() for word in entry["words"] for part in word.split(":") for form in _forms(part)}
    assert marked
    assert all(word in words for word in marked)


@pytest.mark.parametrize(("rule", "entry"), RULES, ids=[rule for rule, _ in RULES])
def test_a_rule_points_at_the_speaker_of_its_example(rule, entry):
    reading = read_speech(entry["example"])
    found = Attributor(reading.tokens, reading.phrases, reading.quotations).run()
    rules = {c.rule: reading.voices.of(c.phrase).name for each in found for c in each.others}
    assert rules[rule] == "Ada Lind"
    assert 0.5 <= entry["score"] < 1
