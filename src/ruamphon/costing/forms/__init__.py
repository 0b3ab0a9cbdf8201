"""What people type about costs."""

from ruamphon.costing.forms.flat import FlatForm
from ruamphon.costing.forms.lines import LinesForm
from ruamphon.costing.forms.making import MakingForm
from ruamphon.costing.forms.rate import RateForm
from ruamphon.costing.forms.versions import HandInForm, LineCommentForm, ShareForm

__all__ = ["FlatForm", "HandInForm", "LineCommentForm", "LinesForm", "MakingForm", "RateForm", "ShareForm"]
