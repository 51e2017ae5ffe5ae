"""Made-up feeds and pages for tests of watching."""

import html

LEDE = [
    "The harbour council voted on Tuesday to reopen the old ferry pier before the summer season begins.",
    "“We have waited eleven years for this day,” said Ada Lind, the harbour master, after the vote.",
    "Builders are to replace the eastern wall first, and then the stairs that lead down to the water.",
    "The work will cost four million crowns, of which the region pays a third, according to the budget.",
    "Bo Berg, who runs the fish market, said that traders were told nothing of the noise to come.",
    "A first boat is expected to leave for the islands on the second weekend of June at eight o'clock.",
    "The ferry company has ordered two vessels that run on batteries and carry ninety passengers each.",
    "Opponents of the plan say that the road to the pier is too narrow for the buses that will follow.",
    "The council will look at the traffic again in autumn, when a survey of the neighbourhood is done.",
    "Until then the parking places along the quay stay closed to everybody but residents and traders.",
]


def story(name: str = "pier", *, sentences: int = 10, but: str = "") -> str:
    """Paragraphs in HTML of a story of its own; `but` replaces its fifth sentence."""
    own = [line.replace("pier", name) for line in LEDE[:sentences]]
    if but:
        own[min(4, sentences - 1)] = but
    return "".join(f"<p>{' '.join(own[at : at + 2])}</p>" for at in range(0, len(own), 2))


def page(body: str, title: str = "Old pier to reopen", *, head: str = "", site: str = "Harbour Post") -> str:
    """A page of news with its menu and its foot."""
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title} - {site}</title>"
        f"<meta property='og:site_name' content='{site}'>{head}</head><body>"
        "<nav><a href='/'>Home</a> <a href='/news'>News</a> <a href='/sport'>Sport</a></nav>"
        f"<article><h1>{title}</h1>{body}</article><footer>About us. Contact. All rights reserved.</footer></body></html>"
    )


def item(key: str, title: str, link: str = "", *, content: str = "", summary: str = "", date: str = "") -> str:
    """An item of RSS."""
    return (
        f"<item><title>{html.escape(title)}</title><guid isPermaLink='false'>{key}</guid>"
        + (f"<link>{html.escape(link)}</link>" if link else "")
        + (f"<pubDate>{date}</pubDate>" if date else "")
        + (f"<description>{html.escape(summary)}</description>" if summary else "")
        + (f"<content:encoded>{html.escape(content)}</content:encoded>" if content else "")
        + "</item>"
    )


def rss(*items: str, title: str = "Harbour Post", link: str = "http://news.example.org/", more: str = "") -> str:
    """A feed of these."""
    return (
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
        f"<channel><title>{title}</title><link>{link}</link>{more}{''.join(items)}</channel></rss>"
    )
