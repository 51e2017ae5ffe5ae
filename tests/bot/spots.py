"""The places where people and the bot meet: a private chat, a group, a topic of a forum, a channel."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from tests.bot.stage import Stage

PLACES = ("private", "group", "topic", "channel")


@dataclass
class Spot:
    """One of them, with somebody in it (Ann), somebody else (Bob) and an administrator (Eve)."""

    stage: Stage
    kind: str

    def __post_init__(self) -> None:
        api = self.stage.api
        self.ann, self.bob, self.eve = (api.user(name) for name in ("Ann", "Bob", "Eve"))
        self.topic = None
        if self.kind == "private":
            self.place = self.ann.private
        elif self.kind == "channel":
            self.place = api.channel("News", self.ann, self.bob, admins=(self.eve,), username="newsroom")
        else:
            self.place = api.group("Readers", self.ann, self.bob, admins=(self.eve,), forum=self.kind == "topic")
            self.topic = self.place.topic("Boats") if self.kind == "topic" else None

    def write(self, text, who=None, **extra):
        """What is written there, by Ann where nobody else is named; a channel's posts are written in its own name."""
        if self.kind == "channel":
            return self.place.write(text, {"sender_chat": self.place.state.json}, **extra)
        if self.topic:
            extra["topic"] = self.topic
        return (who or self.ann).says(text, self.place, **extra)

    async def says(self, text, who=None, **extra):
        """Write, and see what the bot says to it: its new messages."""
        before = {shown.id for shown in self.place.answers}
        self.write(text, who, **extra)
        await self.stage.settled()
        return [shown for shown in self.place.answers if shown.id not in before]

    async def changes(self, shown, text):
        """Edit a message there."""
        if self.kind == "channel":
            change = shown.json | {"text": text, "edit_date": int(self.stage.api.clock())}
            self.stage.api.tell(edited_channel_post=change)
        else:
            self.ann.edits(shown, text)
        await self.stage.settled()

    async def presses(self, shown, label, who=None):
        """Press a button, or follow the link that it is in a channel; what the bot says to it, wherever."""
        who, button = who or self.ann, shown.button(label)
        if button.url:
            return await self.follows(button.url, who)
        before = {one.id for one in self.place.answers}
        who.presses(button)
        await self.stage.settled()
        new = [one for one in self.place.answers if one.id not in before]
        return new[-1] if new else self.place.answers[-1]

    async def follows(self, url, who=None):
        """Open an address of the bot."""
        who = who or self.ann
        who.says(f"/start {parse_qs(urlsplit(url).query)['start'][0]}")
        await self.stage.settled()
        return who.private.last
