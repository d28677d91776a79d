"""What a message means: every reader of facts, and the one way in for all of them."""
