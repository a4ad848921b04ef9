"""Decisions, the history of every act, attachments and numbered papers."""
