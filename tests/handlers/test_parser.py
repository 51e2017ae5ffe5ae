import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.messages import Request
from handlers.parser import parse


@pytest.mark.parametrize(
    ("line", "command", "args", "page"),
    [
        ("/quote ana lopes on ferries", "quote", "ana lopes on ferries", 1),
        ("/quote ana page 2", "quote", "ana", 2),
        ("/quote ana on the front page", "quote", "ana on the front page", 1),  # not a page number
        ("/quote@dateline_bot ana", "quote", "ana", 1),
        ("/QUOTE Ana", "quote", "Ana", 1),
        ("  /timeline  ", "timeline", "", 1),
        ("/timeline page 3", "timeline", "", 3),
        ("What did she say?", "ask", "What did she say?", 1),
        ("what stands on page 2", "ask", "what stands on page 2", 1),  # plain text turns no pages
        ("/", "ask", "/", 1),
        ("/usr/bin/python", "ask", "/usr/bin/python", 1),  # a path is no command
        ("", "ask", "", 1),
        ("/quote\n ana \t lopes", "quote", "ana lopes", 1),
        ("/quote \u202eana\u202c", "quote", "ana", 1),  # what turns the text is left out
        ("/quote Юрий on флот", "quote", "Юрий on флот", 1),
    ],
)
def test_a_line_becomes_a_request(line, command, args, page):
    assert parse(line) == Request(command, args, page)


def test_everything_at_once_is_page_zero_unless_a_page_is_named():
    assert parse("/timeline", page=0).page == 0
    assert parse("/timeline page 2", page=0).page == 2


@given(st.sampled_from(["quote", "timeline", "compare"]), st.text("ab c", max_size=20), st.integers(1, 99))
def test_a_request_reads_back_from_its_line(command, args, page):
    request = Request(command, " ".join(args.split()), page)
    assert parse(request.line) == request


@given(st.text())
def test_any_text_is_some_request(line):
    assert parse(line).command
