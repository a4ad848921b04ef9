"""Payments: payee accounts, instalments on their way, their notices and register."""
