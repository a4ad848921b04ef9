"""Tests of the desk, the demo clock, people and the demo city."""
