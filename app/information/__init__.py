"""Information: telling people what a duo is, in a group session with places, or by telephone."""
