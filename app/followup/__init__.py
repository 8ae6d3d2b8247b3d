"""Following a duo: the contacts that are planned with both sides, and what each of them said."""
