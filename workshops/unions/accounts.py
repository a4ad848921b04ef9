"""How people come in: accounts are given by an administrator, nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAdapter(DefaultAccountAdapter):
    """Login without sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody opens an account alone."""
        return False
