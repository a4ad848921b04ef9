"""Postings, their working-day clock, and objections."""
