"""What unions do beside naming: alliances, exchange, outcomes put to use, deeds shown in public."""
