"""The bot's own texts: a message's id and parameters put into words. The one place that knows a language."""

from bot.words.phrase import Shown, Voice, phrase, say
from bot.words.tongues import languages, nearest
from bot.words.written import number

__all__ = ["Shown", "Voice", "languages", "nearest", "number", "phrase", "say"]
