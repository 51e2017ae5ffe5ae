"""From pages to a corpus, however many: read by all cores, settled, written, and taken up again after a fall."""

from corpus.building.run import Options, Ran, add_pages, build_pages, try_pages

__all__ = ["Options", "Ran", "add_pages", "build_pages", "try_pages"]
