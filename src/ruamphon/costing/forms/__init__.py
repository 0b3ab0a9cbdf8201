"""What people type about costs."""

from ruamphon.costing.forms.flat import FlatForm

__all__ = ["FlatForm"]
