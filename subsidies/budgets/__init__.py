"""Budgets: what an authority set aside for a year, and from which sum on two sign."""
