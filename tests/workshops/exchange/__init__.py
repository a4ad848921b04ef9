"""Tests of the room in which unions record exchange, outcomes put to use, and what is shown."""
