"""Claims: what a union asks for beside the sum at naming."""
