import pytest

from corpus.bearing import offices


@pytest.mark.parametrize(
    ("seen", "articles", "expected"),
    [
        ({"Harbour Minister": 1}, 1, {"Harbour Minister": 1}),
        ({"chairman": 1, "Chairman": 2}, 3, {"Chairman": 3}),
        ({"But President": 1, "President": 1}, 3, {"President": 2}),
        ({"head of the harbour department": 1}, 1, {"head of the harbour department": 1}),
        ({"On Tuesday Harbour Minister": 1}, 1, {"Harbour Minister": 1}),
        ({"rival": 4}, 9, {}),
        ({"Republican rival": 4}, 9, {}),
        ({"chairman of": 2}, 2, {}),
        ({"mayor who was elected in 1999": 2}, 2, {}),
        ({"Mayor": 1}, 9, {}),  # once in nine articles: perhaps another's
        ({}, 3, {}),
    ],
)
def test_offices(seen, articles, expected):
    assert offices(seen, articles) == expected
