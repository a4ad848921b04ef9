"""Batches: many payments prepared, approved and paid as one list that may be taken up again."""
