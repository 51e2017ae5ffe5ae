"""The bot's own texts: a message's id and parameters put into words. The one place that knows a language."""

from bot.words.catalogue import languages
from bot.words.phrase import Part, Voice, phrase, say

__all__ = ["Part", "Voice", "languages", "phrase", "say"]
