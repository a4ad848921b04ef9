"""Experts, score sheets, the ranking and the deciding meeting."""
