"""Books: every movement of money, and the double entry drawn from it."""
