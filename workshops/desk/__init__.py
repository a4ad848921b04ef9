"""The first page: what waits for me, and the demo city's clock."""
