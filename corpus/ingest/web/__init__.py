"""Web pages: one parse, several opinions on where the article stands, one vote."""
