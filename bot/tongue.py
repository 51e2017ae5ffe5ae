"""In which language is somebody spoken to? The one chosen for the place or in private, else that of their Telegram."""

from telegram import Update, User

from bot.chats import ChatStore
from bot.updates import language_of, place
from handlers.messages import ChatKind, ChatRef


def of_person(chats: ChatStore, person: User | None) -> str:
    """What only one person sees, wherever they are."""
    chosen = chats.preferences(ChatRef(person.id, ChatKind.PRIVATE)).language if person else ""
    return chosen or language_of(person)


def of_place(chats: ChatStore, update: Update) -> str:
    """What stands in the chat of an update."""
    chat = update.effective_chat
    chosen = chats.preferences(place(chat)).language if chat else ""
    return chosen or language_of(update.effective_user)
