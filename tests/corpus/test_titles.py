import pytest

from corpus.titles import titles


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Deputy Foreign Minister Ines Okafor said so.", ("Deputy Foreign Minister",)),
        ("On Monday, with port spokesman Ines Okafor saying so,", ("spokesman",)),
        ("Ines Okafor, a harbour policy adviser, told reporters.", ("harbour policy adviser",)),
        ("US Secretary of State Ines Okafor agreed.", ("US Secretary of State",)),
        ("The Harbour Board’s secretary general, Ines Okafor, agreed.", ("Harbour Board’s secretary general",)),
        ("The ferrymen's top diplomat, Ines Okafor, agreed.", ("top diplomat",)),
        ("To the port's president, Ines Okafor spoke of rye.", ()),
        ("In the port's office, Ines Okafor, who came late, agreed.", ()),
        ("Ines Okafor agreed, and left.", ()),
        ("She met Ines Okafor.", ()),
        ("Глава профсоюза Ines Okafor сказала.", ("глава профсоюза",)),
        ("«Нет», — добавила мэр Ines Okafor.", ("мэр",)),
        ("Президент в среду принял Ines Okafor.", ()),
        ("", ()),
    ],
)
def test_offices_beside_a_name(body, found):
    assert titles(body, "Ines Okafor") == found


def test_many_names_cost_linear_time():
    assert titles("Ines Okafor, " * 15_000, "Ines Okafor") == ()
    assert titles("port's Ines Okafor, " * 10_000, "Ines Okafor") == ()
