"""Commands of the money, and a year of it played through the real acts."""
