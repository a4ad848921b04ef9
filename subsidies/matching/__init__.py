"""Matched money: what a unit puts beside a payment where the text wants it."""
