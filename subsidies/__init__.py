"""Money owed and money moved."""
