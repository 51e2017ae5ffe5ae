"""Knows text: articles, what they say, who says it and when. Nothing of chats, nothing of Telegram."""
