"""What a mentor does by a personal link, without an account, about the own expenses."""
