"""Calls, filing, consent, the recommending chain and returns."""
