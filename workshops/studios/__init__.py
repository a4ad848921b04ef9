"""The studio itself: leaders, members, projects, outcomes, earlier titles."""
