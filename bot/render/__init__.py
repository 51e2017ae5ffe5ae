"""An Answer as text: blocks, then a Style, then pages. All markup and all escaping live here."""

from bot.render.cites import FORMS, citation
from bot.render.pages import label, pages
from bot.render.phrases import worded
from bot.render.style import HTML, PLAIN, TERMINAL, Style

__all__ = ["FORMS", "HTML", "PLAIN", "TERMINAL", "Style", "citation", "label", "pages", "worded"]
