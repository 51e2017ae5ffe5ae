"""Which time zone is meant, by name or by place."""

import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.zones import named, nearest


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Kyiv", "Europe/Kyiv"),
        ("europe/kyiv", "Europe/Kyiv"),
        ("kyiv", "Europe/Kyiv"),
        ("Kiev", "Europe/Kyiv"),  # its former spelling
        ("Europe/Kiev", "Europe/Kyiv"),
        ("Київ", "Europe/Kyiv"),
        ("Киев", "Europe/Kyiv"),
        ("New York", "America/New_York"),
        ("new_york", "America/New_York"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("katmandu", "Asia/Kathmandu"),
        ("berln", "Europe/Berlin"),  # a slip
        ("Oslo", "Europe/Oslo"),  # a zone of its own, though its clocks are Berlin's
        ("Ukraine", "Europe/Kyiv"),  # by most of the country
        ("new zealand", "Pacific/Auckland"),
        ("Norway", "Europe/Oslo"),
        ("UTC", "UTC"),
        ("utc+3", "Etc/GMT-3"),
        ("GMT -5", "Etc/GMT+5"),
        ("UTC+0", "UTC"),
        ("UTC+99", None),
        ("United States", None),  # too many
        ("Mars", None),
        ("on", None),
        ("", None),
        ("x" * 4000, None),
    ],
)
def test_a_zone_by_its_name(text, zone):
    assert named(text) == zone


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (50.45, 30.52, "Europe/Kyiv"),
        (40.71, -74.0, "America/New_York"),
        (59.91, 10.75, "Europe/Oslo"),
        (-36.85, 174.76, "Pacific/Auckland"),
        (-17.7, -179.9, "Pacific/Fiji"),  # across the line of the date
        (27.7, 85.3, "Asia/Kathmandu"),  # a quarter of an hour apart from its neighbours
    ],
)
def test_a_zone_by_a_place(latitude, longitude, zone):
    assert nearest(latitude, longitude) == zone


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_place_has_a_zone(latitude, longitude):
    assert nearest(latitude, longitude) in zoneinfo.available_timezones()


@given(st.text(max_size=40))
def test_no_name_is_too_odd(text):
    assert named(text) in {None, *zoneinfo.available_timezones()}
