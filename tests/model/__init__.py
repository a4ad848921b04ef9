"""A second opinion: what the five texts make of a title, held against the code."""
