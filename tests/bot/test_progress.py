import io
import sys

import pytest

from bot.progress import bar


class Screen(io.StringIO):
    def __init__(self, watched):
        super().__init__()
        self.watched = watched

    def isatty(self):
        return self.watched


@pytest.mark.parametrize(("watched", "shown"), [(False, False), (True, True)])
def test_a_bar_is_drawn_only_where_somebody_watches(monkeypatch, watched, shown):
    screen = Screen(watched)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    with bar("Writing") as progress:
        progress(1, 2)
        progress(2, 2)
    assert ("Writing" in screen.getvalue()) is shown
