"""Studios and their life: one Django app, its rooms in the order of that life."""
