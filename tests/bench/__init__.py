"""What the software costs, each figure beside its goal: `make bench`."""
