"""Five years of a title under each text, and every road to its end, as scripts staff can read."""
