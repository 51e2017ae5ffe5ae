"""Which time zone is meant, by name or by place."""

import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.zones import CHOICES, around, named


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
        ("EUROPE/kyiv", "Europe/Kyiv"),
        ("Нью-Йорк", "America/New_York"),  # in the languages that the bot speaks
        ("Ташкент", "Asia/Tashkent"),
        ("Польша", "Europe/Warsaw"),
        ("Японія", "Asia/Tokyo"),
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
    ("latitude", "longitude", "language", "zones"),
    [
        (35.68, 139.69, "en", ["Asia/Tokyo"]),  # no other clock is near
        (48.86, 2.35, "en", ["Europe/Paris"]),
        (49.84, 24.03, "uk", ["Europe/Warsaw", "Europe/Kyiv", "Europe/Simferopol", "Europe/Kaliningrad"]),  # Lviv
        (46.48, 30.72, "uk", ["Europe/Kyiv", "Europe/Simferopol"]),  # Odesa: Chisinau is nearer, its clock the same
        (46.48, 30.72, "en", ["Europe/Chisinau", "Europe/Simferopol"]),
    ],
)
def test_near_a_border_whoever_shares_a_place_has_to_tell(latitude, longitude, language, zones):
    assert list(around(latitude, longitude, 2026, language)) == zones


def test_a_country_whose_city_is_far_is_among_the_choices():
    assert "Asia/Kolkata" in around(28.6, 77.2, 2026)  # Delhi: three capitals are nearer


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_place_has_a_zone(latitude, longitude):
    found = around(latitude, longitude, 2026)
    assert 0 < len(found) <= CHOICES
    assert set(found) <= zoneinfo.available_timezones()


@given(st.text(max_size=40))
def test_no_name_is_too_odd(text):
    assert named(text) in {None, *zoneinfo.available_timezones()}
