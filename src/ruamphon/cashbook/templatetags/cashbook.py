"""Figures of the book as its lines show them, without the word for baht."""

from decimal import Decimal

from django import template

register = template.Library()
MINUS = "\u2212"


@register.filter
def figure(amount: Decimal) -> str:
    """1234.5 → "1,234.50"; below zero with a real minus sign."""
    return f"{MINUS if amount < 0 else ''}{abs(amount):,.2f}"


@register.filter
def change(amount: Decimal) -> str:
    """What a line did to the balance: "+500.00", "−120.00"."""
    return f"{MINUS if amount < 0 else '+'}{abs(amount):,.2f}"
