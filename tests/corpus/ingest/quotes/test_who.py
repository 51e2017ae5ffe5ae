"""Who speaks, by names, roles and pronouns: a row a case, made up by hand."""

import pytest

from corpus.ingest.quotes.reading import read_speech
from corpus.ingest.quotes.speakers import speakers

CASES = [
    # text, speaker, remark
    (
        "Minister of Trade and Industry Ada Lind said it was “a good day for all.”",
        "Ada Lind",
        "a portfolio of two fields",
    ),
    (
        "The Ministry of Trade and Industry said it was “a good day for all.”",
        "Ministry of Trade and Industry",
        "its ministry",
    ),
    (
        "The National Search and Rescue Agency said it was “too late for that.”",
        "National Search and Rescue Agency",
        "a body of two fields",
    ),
    (
        "Ada Lind led the search. Searchers found a boat. “It is very far out,” she said.",
        "Ada Lind",
        "a trade of many is nobody",
    ),
    (
        "Ada Sanders led the search. Sanders found a boat. “It is very far out,” Sanders said.",
        "Ada Sanders",
        "a name that ends like one",
    ),
    ("Two clerks met. “It is over for us,” one of them said.", None, "nobody by name"),
    (
        "In an interview with Radio Lindholm, Ada Lind spoke of her start. “It is a long way,” she said.",
        "Ada Lind",
        "no station is she",
    ),
    (
        "Ada Lind held the rope. “I prayed for hours,” the 34-year-old weaver said.",
        "Ada Lind",
        "an age goes back to a name",
    ),
    (
        "Trade minister Ada Lind spoke first. “It is a long way,” the prime minister said.",
        "prime minister",
        "another office",
    ),
    ("Trade minister Ada Lind spoke first. “It is a long way,” the trade minister said.", "Ada Lind", "her office"),
    (
        "Ada Lind, who leads the observers, told Radial on Monday that all was calm. “It is a long way,” she said.",
        "Ada Lind",
        "who is told does not speak",
    ),
    ("The harbour master, Ada Lind, said that “the gates were open”.", "Ada Lind", "what she is called is no list's"),
    ("“The gates were open,” said the lock keeper, Ada Lind.", "Ada Lind", "the same behind the verb"),
    ("The ferry's owner, Lind Lines, said “the gates were open”.", "Lind Lines", "a firm"),
    (
        "Head of the delegation of the League of Coastal States Konstantin Lind called it “a long way.”",
        "Konstantin Lind",
        "a role with its body before a name",
    ),
    ("Chairman of the State Chamber Konstantin Lind said “it is done.”", "Konstantin Lind", "a chamber before a name"),
    (
        "According to Okorin, the president said that “it is done.”",
        "president",
        "who passes on is not the role he tells of",
    ),
    ("Her opposite number, Ansa Lindvar, said it was “a long way.”", "Ansa Lindvar", "what is hers, before a name"),
    (
        "Head of the Lindholm Search and Rescue Office Ansa Lindvar said he was ready. “It is done,” he said on Monday.",
        "Ansa Lindvar",
        "an office before a name that no list holds",
    ),
    (
        "The exchange at Velmora took long. Salim al-Rahbar, the envoy, went up and down. “It is done,” he says.",
        "Salim al-Rahbar",
        "an article inside a name",
    ),
    (
        "Lind said that the trade minister, Ada Stone, had promised that the city would buy “six boats” from it.",
        "Ada Stone",
        "a whole clause is promised",
    ),
    (
        "It was late, according to the Rescue Agency. The operator, Lind Lines, has denied it. “No,” it said on Monday.",
        "Lind Lines",
        "a firm is it",
    ),
    ("I sailed on the Star of Lund. The cook had the key. “Too many go,” he told me.", None, "a ship is not he"),
    ("Ada Lind spoke. Velmora, she said, “weeps for its dead”.", "Ada Lind", "what she speaks of"),
    (
        "Mayor Ansavar Lindvar left. “It is done for today,” Ansavar continued.",
        "Ansavar Lindvar",
        "an unlisted first name",
    ),
    ("Ansavar Harbour burned. “It is done for today,” Ansavar said.", "Ansavar", "a harbour lends no name"),
    (
        "Two people familiar with the talks said they nearly failed. “We were packing our bags,” one of them said.",
        "Two people familiar with the talks",
        "one of those who spoke",
    ),
    ("Head of the delegation said “it is done.”", "Head of the delegation", "a role that opens a sentence is no name"),
]


@pytest.mark.parametrize(("text", "speaker", "remark"), CASES, ids=[row[-1] for row in CASES])
def test_who_speaks(text, speaker, remark):
    (quote,) = speakers(read_speech(text)).quotes
    assert quote.speaker == speaker, remark


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ada Lind did not say “the old bridge is quite safe”.", None),
        ("Ada Lind never said that “the old bridge is quite safe”.", None),
        ("Ada Lind denied saying that “the old bridge is quite safe”.", None),
        ("Ada Lind refused to say whether “the old bridge is quite safe”.", None),
        ("“The old bridge is quite safe,” Lind did not say.", None),
        ("Neither Lind nor Okoro said “the old bridge is quite safe”.", None),
        ("Ada Lind said Okoro had never called it “a bridge for all of us”.", None),
        ("Ada Lind not only said “the old bridge is quite safe” but smiled.", "Ada Lind"),
        ("Ada Lind did not go, but said “the old bridge is quite safe”.", "Ada Lind"),
        ("Ada Lind did not deny that “the old bridge is quite safe”.", "Ada Lind"),
        ("Ada Lind, who had not been seen for days, told Radio Velm “the old bridge is safe”.", "Ada Lind"),
    ],
)
def test_what_somebody_did_not_say_is_not_theirs(text, speaker):
    (quote,) = speakers(read_speech(text)).quotes
    assert quote.speaker == speaker
