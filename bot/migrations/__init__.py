"""How the chats' database came to its present form, step by step; Alembic runs these when the bot starts."""
