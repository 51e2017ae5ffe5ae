"""What an operator sets, from the environment or a .env file: the only reader of either."""

import os
import re
import zoneinfo
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

__all__ = ["Settings", "SettingsError", "load"]


class SettingsError(Exception):
    """A setting that cannot be: the message names its key and what it may be, never its value."""


class Settings(BaseSettings):
    """One field a key, named `DATELINE_…` in the environment; .env.example lists them all."""

    model_config = SettingsConfigDict(
        env_prefix="DATELINE_", env_file=".env", env_file_encoding="utf-8", extra="ignore"
    )

    token: SecretStr | None = None
    database_url: str = "sqlite:///var/corpus.db"
    chats_url: str = "sqlite:///var/chats.db"
    admins: Annotated[tuple[int, ...], NoDecode] = ()
    failed_texts: bool = False
    base_url: str = "https://api.telegram.org/bot"
    webhook_url: str = ""
    webhook_listen: str = "127.0.0.1"
    webhook_port: Annotated[int, Field(ge=0, le=65535)] = 0
    webhook_secret: SecretStr = SecretStr("")
    zone: str = "UTC"
    replicas: Annotated[int, Field(ge=1)] = 1
    language: str = ""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["auto", "json", "text"] = "auto"
    contact: str = ""
    fetch_ports: Annotated[tuple[int, ...], NoDecode] = (80, 443)
    keep_days: Annotated[int, Field(ge=0)] = 0
    memory_mib: Annotated[int, Field(ge=0)] = 0

    @field_validator("admins", "fetch_ports", mode="before")
    @classmethod
    def _ids(cls, value: object) -> object:
        """Numbers with commas or spaces between."""
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value

    @field_validator("zone")
    @classmethod
    def _zone(cls, value: str) -> str:
        if value not in zoneinfo.available_timezones():
            raise ValueError("not a time zone; zones read like Europe/Kyiv")
        return value

    @field_validator("webhook_url")
    @classmethod
    def _https(cls, value: str) -> str:
        """Telegram calls no other address."""
        if value and not re.fullmatch(r"https://[^\s/?#@]+(/[^\s?#]*)?", value):
            raise ValueError("not an address that Telegram calls; one looks like https://bot.example.org/telegram")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _sendable(cls, value: SecretStr) -> SecretStr:
        """As Telegram takes it."""
        if value.get_secret_value() and not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", value.get_secret_value()):
            raise ValueError("16 to 256 letters A-Z a-z, digits, _ and -")
        return value


def tongue() -> str:
    """The language of whoever sits at the terminal, as their locale names it; empty where none does."""
    named = (os.environ.get(key, "") for key in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((one for one in named if one), "")


def load() -> Settings:
    """The settings as they stand; SettingsError names each key that cannot be read."""
    try:
        return Settings()
    except ValidationError as error:
        told = "; ".join(
            f"DATELINE_{'_'.join(map(str, e['loc'][:1])).upper()}: {e['msg']}"
            for e in error.errors(include_input=False)
        )
        raise SettingsError(told) from None
