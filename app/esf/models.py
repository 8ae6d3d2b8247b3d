"""Tables of the operations, their participants and what happened to them."""
