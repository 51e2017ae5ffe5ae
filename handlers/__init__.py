"""One module a command: a plain function (Request, Desk) -> Answer."""
