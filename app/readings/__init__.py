"""Reading a module for oneself: a personal link, the quiz behind it, and what that completes."""
