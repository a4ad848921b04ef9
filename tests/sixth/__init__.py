"""A further regulation is its file, its cases and its provisions: shown with an invented one."""
