"""Batches: many payments made into one list, taken through their steps together, row by row."""
