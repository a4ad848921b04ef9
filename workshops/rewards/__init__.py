"""What unions do for titled studios and their people beside subsidies: recorded, not judged."""
