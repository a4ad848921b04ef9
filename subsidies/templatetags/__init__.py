"""Template tags of the money."""
