import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)


def test_the_example_names_every_key_and_no_other():
    text = (ROOT / ".env.example").read_text()
    assert re.findall(r"^DATELINE_([A-Z_]+)=", text, re.MULTILINE) == [name.upper() for name in Settings.model_fields]


def test_every_key_of_the_example_has_a_remark():
    lines = (ROOT / ".env.example").read_text().split("\n")
    assert all(lines[i - 1].startswith("#") for i, line in enumerate(lines) if line.startswith("DATELINE_"))


def test_the_example_is_what_holds_without_it(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text((ROOT / ".env.example").read_text())
    with_example = load()
    (tmp_path / ".env").unlink()
    assert with_example.model_dump(exclude={"token"}) == load().model_dump(exclude={"token"})


def test_the_environment_is_read(monkeypatch):
    monkeypatch.setenv("DATELINE_ADMINS", "1, 22 333")
    monkeypatch.setenv("DATELINE_TOKEN", "123:secret")
    assert load().admins == (1, 22, 333)
    assert "123:secret" not in repr(load())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("ZONE", "Nowhere"),
        ("ADMINS", "me"),
        ("LOG_LEVEL", "LOUD"),
        ("WEBHOOK_URL", "http://bot.example.org/telegram"),
        ("WEBHOOK_URL", "bot.example.org"),
        ("WEBHOOK_URL", "https://a b/"),
        ("WEBHOOK_PORT", "99999"),
        ("WEBHOOK_SECRET", "not sendable at all"),
        ("WEBHOOK_SECRET", "short"),
    ],
)
def test_a_setting_that_cannot_be_is_named(monkeypatch, key, value):
    monkeypatch.setenv(f"DATELINE_{key}", value)
    with pytest.raises(SettingsError) as raised:
        load()
    assert f"DATELINE_{key}" in str(raised.value)
    assert value not in str(raised.value).split(":", 1)[0]
