"""Figures: the money by authority, year, kind and region, and what coming years commit."""
