"""Every message that the code says stands in the catalogue with the same parameters, and none stands there unused."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.words.catalogue import VARIANT, catalogue

ROOT = Path(__file__).parents[3]
SOURCES = sorted((ROOT / "handlers").glob("*.py")) + sorted((ROOT / "bot").rglob("*.py"))
TREES = {path: ast.parse(path.read_text("utf-8")) for path in SOURCES}


def calls() -> Iterator[tuple[str, ast.Call]]:
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "msg":
                yield f"{path.name}:{node.lineno}", node


def named(call: ast.Call) -> str | None:
    first = call.args[0]
    return first.value if isinstance(first, ast.Constant) else None


LITERAL = [(where, named(call), frozenset(k.arg for k in call.keywords)) for where, call in calls() if named(call)]


def test_messages_are_found_in_the_code():
    assert len(LITERAL) > 100


@pytest.mark.parametrize(("where", "id_", "params"), LITERAL)
def test_a_message_has_a_text_with_its_parameters(where, id_, params):
    assert catalogue("en")[id_].names <= params, where
    assert id_ in LENIENT or catalogue("en")[id_].names == params, where


LENIENT: frozenset[str] = frozenset()


def test_no_text_is_unused():
    strings = {node.value for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    unused = catalogue("en").keys() - strings
    assert sorted(id_ for id_ in unused if VARIANT not in id_ and not id_.startswith(tuple(begun()))) == []


def begun() -> Iterator[str]:
    """What ids begin with that are put together: `action.correct.{field}`."""
    for _, call in calls():
        if isinstance(call.args[0], ast.JoinedStr) and isinstance(call.args[0].values[0], ast.Constant):
            yield call.args[0].values[0].value


def test_a_language_without_texts_speaks_english():
    assert catalogue("xx") is catalogue("en")
