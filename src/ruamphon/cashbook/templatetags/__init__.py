"""Filters of the cash book."""
