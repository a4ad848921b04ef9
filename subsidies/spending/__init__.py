"""Spending: what a unit's union received and what it used it for."""
