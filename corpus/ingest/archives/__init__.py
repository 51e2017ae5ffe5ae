"""Files that hold many pages: archives of the web, packed folders, tables, lists of objects, lines of JSON."""

from corpus.ingest.archives.opened import pages_in
from corpus.ingest.archives.place import Place

__all__ = ["Place", "pages_in"]
