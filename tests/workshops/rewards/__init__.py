"""Mirrors the room of recommendations, rewards and benefits."""
