"""The bot's own HTTP: Telegram's updates by webhook, whether it is well, and its figures."""

from bot.webhook.face import Face
from bot.webhook.sources import Overseen, Webhook

__all__ = ["Face", "Overseen", "Webhook"]
