"""The two front doors, Telegram and the terminal, and all they need. The only package that knows Telegram."""
