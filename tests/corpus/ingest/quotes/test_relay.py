"""Speaker, relay and medium are three things: a row a case, made up by hand."""

import pytest

from corpus.ingest.quotes.reading import read_speech
from corpus.ingest.quotes.speakers import speakers

LEDE = "Kremlin aide Pavel Okorin and Ada Lind met Harbour Council chief Jonas Weber on Monday. Mary Stone, a lawyer, watched. "
CASES = [
    # text, speaker, relay, medium, remark
    ("Okorin said Lind told Weber “the bridge is closed.”", "Ada Lind", "Pavel Okorin", None, "X said Y told Z"),
    ("Okorin said that Lind had told Weber: “The bridge is closed.”", "Ada Lind", "Pavel Okorin", None, "with that and a colon"),
    ("According to Okorin, Lind said, “the bridge is closed.”", "Ada Lind", "Pavel Okorin", None, "according to X, Y said"),
    ("According to Stone, Weber replied: “The bridge is closed.”", "Jonas Weber", "Mary Stone", None, "according to X, Y replied"),
    ("Lind said “the bridge is closed,” according to Okorin.", "Ada Lind", "Pavel Okorin", None, "Y said, according to X"),
    ("“The bridge is closed,” Lind said, according to Okorin.", "Ada Lind", "Pavel Okorin", None, "behind the quotation"),
    ("“The bridge is closed,” Lind told Weber, according to Stone.", "Ada Lind", "Mary Stone", None, "told and according to"),
    ("“The bridge is closed,” Weber said, according to state media.", "Jonas Weber", "state media", None, "state media pass it on"),
    ("Weber told the Harbour Herald that it was “closed for good,” according to state media.", "Jonas Weber", "state media", "Harbour Herald", "relay and medium"),
    ("Okorin claimed that Lind replied, “the bridge is closed.”", "Ada Lind", "Pavel Okorin", None, "claimed"),
    ("Okorin added that Lind warned Weber: “Close the bridge.”", "Ada Lind", "Pavel Okorin", None, "added"),
    ("Stone recalled that Weber said, “nobody will cross.”", "Jonas Weber", "Mary Stone", None, "recalled"),
    ("Stone recalls that Lind told her she would “rather close the bridge than sign.”", "Ada Lind", "Mary Stone", None, "what the teller was told"),
    ("Stone added that Weber had told her on Friday that he would “rather close the bridge than sign.”", "Jonas Weber", "Mary Stone", None, "with a day"),
    ("“The bridge is closed,” Stone quoted Lind as saying.", "Ada Lind", "Mary Stone", None, "quoted as saying, behind"),
    ("Stone quoted Weber as saying: “The bridge is closed.”", "Jonas Weber", "Mary Stone", None, "quoted as saying, before"),
    ("Stone said the council’s chief of staff, Ada Lind, had told her that “nobody will cross.”", "Ada Lind", "Mary Stone", None, "a role and a name in commas"),
    ("Lind said Weber had assured her two days earlier that “the bridge will stay open.”", "Jonas Weber", "Ada Lind", None, "with how long ago"),
    ("According to Okorin, Weber made it clear in his address that “the bridge is closed.”", "Jonas Weber", "Pavel Okorin", None, "made it clear"),
    ("Weber, whom Stone quoted as promising to take “whatever the council gives me”, has gone.", "Jonas Weber", "Mary Stone", None, "whom somebody quoted"),
    ("“We were only fishing,” Weber quoted the students.", "students", "Jonas Weber", None, "quoted with no more words"),
    ("“The bridge is closed,” Stone said, quoting Lind.", "Ada Lind", "Mary Stone", None, "quoting"),
    ("Stone cited Lind as warning that “nobody will cross the bridge”.", "Ada Lind", "Mary Stone", None, "cited as warning"),
    ("Stone read out a message from Ada Lind: “We will not stop.”", "Ada Lind", "Mary Stone", None, "read out a message"),
    ("Weber relayed the words of Lind: “We will not stop.”", "Ada Lind", "Jonas Weber", None, "relayed the words"),
    ("When Okorin said no, Lind replied: “The bridge is closed.”", "Ada Lind", None, None, "a clause of its own is no relay"),
    ("“I would put my boat on her,” was how Lind, who sold herring there, put it.", "Ada Lind", None, None, "put it"),
    ("“It takes the temperature,” as Lind put it to Stone.", "Ada Lind", None, None, "as she put it"),
    ("Its best words are those of the presiding judge, Mary Stone: “A paper has no colour.”", "Mary Stone", None, None, "a role, a name and a colon"),
    ("Weber was quoted as saying that it was “too late.”", "Jonas Weber", None, None, "by whom is not told"),
    ("Stone testified that Lind told her: “Nobody will cross.”", "Ada Lind", "Mary Stone", None, "testified"),
    ("Lind “replied at once” that the bridge “could fall any day.”", "Ada Lind", None, None, "own words twice"),
    ("Okorin said Lind “replied at once” that the bridge “could fall any day.”", "Ada Lind", "Pavel Okorin", None, "the verb stands in marks"),
    ("Lind said, “the bridge is closed,” Okorin claimed.", "Ada Lind", "Pavel Okorin", None, "a frame closes the sentence"),
    ("Lind told Weber that it was “too late,” a clerk has claimed.", "Ada Lind", "clerk", None, "an unnamed clerk closes it"),
    ("Lind told Weber that it was “too late,” Stone reported.", "Ada Lind", "Mary Stone", None, "a person reports"),
    ("Weber warned of “dark days,” the Harbour Herald reported.", "Jonas Weber", "Harbour Herald", None, "an outlet reports"),
    ("Weber warned of “dark days,” Okorin said on Friday.", "Jonas Weber", "Pavel Okorin", None, "with a day behind"),
    ("“The bridge is closed,” Lind told the Harbour Herald.", "Ada Lind", None, "Harbour Herald", "told an outlet"),
    ("Lind told Interfax that the bridge was “closed for good.”", "Ada Lind", None, "Interfax", "told an agency"),
    ("Lind told Interfax news agency: “The bridge is closed.”", "Ada Lind", None, "Interfax", "with its kind"),
    ("Lind told Reuters on Monday that it was “a scandal.”", "Ada Lind", None, "Reuters", "and a day"),
    ("“It is a scandal,” Weber said in an interview with the Harbour Herald.", "Jonas Weber", None, "Harbour Herald", "interview with"),
    ("“It is a scandal,” Weber said on CNN.", "Jonas Weber", None, "CNN", "on a channel"),
    ("In an interview with CNN, Weber said it was “a scandal of our time.”", "Jonas Weber", None, None, "the outlet stands before: no medium claimed"),
    ("“It is a scandal,” Weber wrote on Facebook.", "Jonas Weber", None, "Facebook", "a network"),
    ("Weber wrote on Telegram that it was “a scandal of our time.”", "Jonas Weber", None, "Telegram", "a network, indirect"),
    ("“It is a scandal,” Weber told reporters.", "Jonas Weber", None, None, "reporters are no outlet"),
    ("“It is a scandal,” Weber told Stone.", "Jonas Weber", None, None, "a person told is no medium"),
    ("“He told me it was closed,” Okorin said.", "Pavel Okorin", None, None, "who quotes another speaks himself"),
    ("“Lind said that she will close it,” Weber said.", "Jonas Weber", None, None, "a report inside the marks"),
    ("Weber said he would “never give up the bridge.”", "Jonas Weber", None, None, "he is Weber: no relay"),
    ("Lind said she had told Weber “a hundred times.”", "Ada Lind", None, None, "she is Lind: no relay"),
    ("Lind said that and added, “the bridge is closed.”", "Ada Lind", None, None, "a second verb"),
    ("Lind spoke first, and Weber replied: “The bridge is closed.”", "Jonas Weber", None, None, "two clauses, no relay"),
    ("Lind said no, but Weber insisted “the bridge stays open.”", "Jonas Weber", None, None, "but joins, it does not nest"),
    ("Lind called for calm, while Weber said “the bridge stays open.”", "Jonas Weber", None, None, "while joins"),
    ("The council met, with Weber saying, “the bridge stays open.”", "Jonas Weber", None, None, "with X saying"),
    ("Okorin confirmed the closure, with Lind saying, “it is over.”", "Ada Lind", None, None, "with X saying is no relay"),
    ("Lind left the room, saying, “the bridge is closed.”", "Ada Lind", None, None, "a participle"),
    ("Lind dismissed Weber’s plan, calling it “a bad joke.”", "Ada Lind", None, None, "a participle with an object"),
    ("Asked by Stone, Lind said “the bridge is closed.”", "Ada Lind", None, None, "asked by is no relay"),
    ("When asked by Weber about it, Lind replied, “it is closed.”", "Ada Lind", None, None, "when asked by"),
    ("The plan was described by Lind as “a bad joke.”", "Ada Lind", None, None, "by"),
    ("The plan, Lind said, was “a bad joke.”", "Ada Lind", None, None, "an aside"),
    ("Lind, who met Weber, said it was “a bad joke.”", "Ada Lind", None, None, "a relative clause"),
    ("Weber, the harbour’s chief, told Lind: “The bridge is closed.”", "Jonas Weber", None, None, "an apposition"),
    ("A spokesman for Weber said the plan was “a bad joke.”", "spokesman for Weber", None, None, "X's spokesman is not X"),
    ("A senior official said Lind told Weber “the bridge is closed.”", "Ada Lind", "senior official", None, "an unnamed relay"),
    ("According to a senior official, Lind said, “the bridge is closed.”", "Ada Lind", "senior official", None, "according to an unnamed source"),
    ("According to the Harbour Herald, Lind said, “the bridge is closed.”", "Ada Lind", "Harbour Herald", None, "according to an outlet"),
    ("“The bridge is closed,” according to Lind.", "Ada Lind", None, None, "according to alone names the speaker"),
    ("It was “a bad joke,” according to a spokesperson for the Harbour Council.", "Harbour Council", None, None, "a body through its spokesperson"),
    ("“The bridge is closed,” the Kremlin said in a statement.", "Kremlin", None, "Kremlin statement", "a body's statement"),
    ("The Kremlin said Weber agreed it was “a bad joke.”", "Jonas Weber", "Kremlin", None, "a body tells"),
    ("The Kremlin said Weber had told Lind: “The bridge is closed.”", "Jonas Weber", "Kremlin", None, "a body tells of a talk"),
    ("The Pentagon reported that Lind told Weber “the bridge is closed.”", "Ada Lind", "Pentagon", None, "another body"),
    ("Okorin told journalists that Lind promised “a new bridge.”", "Ada Lind", "Pavel Okorin", None, "told journalists that"),
    ("According to Okorin, the prime minister had insisted at the weekend that “the bridge must be closed.”", "prime minister", "Pavel Okorin", None, "a role that nobody named bears"),
    ("Okorin told Interfax that Lind promised “a new bridge.”", "Ada Lind", "Pavel Okorin", None, "the medium is the relay's"),
    ("Stone said Weber asked her, “where is the bridge?”", "Jonas Weber", "Mary Stone", None, "asked"),
    ("Stone said Weber wrote to her: “Where is the bridge?”", "Jonas Weber", "Mary Stone", None, "wrote to"),
    ("“Where is the bridge?” Weber asked, according to Stone.", "Jonas Weber", "Mary Stone", None, "a question"),
    ("Stone, who rang the council on Monday, said the council’s chief of staff, Ada Lind, had told her “nobody will cross”.", "Ada Lind", "Mary Stone", None, "a clause between, a role and a name in commas"),
    ("„The bridge is closed“, Lind said, according to Okorin.", "Ada Lind", "Pavel Okorin", None, "German marks"),
    ("« The bridge is closed », Lind said, according to Okorin.", "Ada Lind", "Pavel Okorin", None, "French marks"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "relay", "medium", "remark"), CASES, ids=[row[-1] for row in CASES])
def test_chain(text, speaker, relay, medium, remark):
    quote = speakers(read_speech(LEDE + text)).quotes[-1]
    assert (quote.speaker, quote.relay, quote.medium) == (speaker, relay, medium), remark


def test_sixty_cases_and_each_its_own():
    assert len(CASES) >= 60
    assert len({row[0] for row in CASES}) == len(CASES)
