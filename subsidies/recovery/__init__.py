"""Recovery: money claimed back by decision, the notice of it, and what was repaid."""
