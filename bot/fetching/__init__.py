"""Pages and feeds over the network, politely and safely: the only place that opens connections to outlets.

    async with Fetcher(contact="https://example.org/about-our-bot") as fetcher:
        found = await fetcher.fetch("https://example.org/a-story")   # Page | UnreadableError; a bad link raises nothing

`fetch` is for a link that somebody sends: robots.txt is asked, redirects are followed by hand and checked, addresses of
private networks are refused, everything is bounded. `Page.source` is the address that it was found at in the end;
hand the page to `corpus.ingest.read.read_all`. `get` is for polling: conditional, and its failures say what to do.
One Fetcher for a whole program: the turns of hosts and what their robots.txt say are kept in it.
"""

from bot.fetching.addresses import Guard, RefusedError
from bot.fetching.fetcher import Fetcher
from bot.fetching.outcome import Failed, Fetched, Limits

__all__ = ["Failed", "Fetched", "Fetcher", "Guard", "Limits", "RefusedError"]
