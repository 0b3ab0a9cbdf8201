"""HTTP input to clean values. A noun a file."""

from ruamphon.pathway.forms.evidence import EvidenceForm, ReviewForm, ReviseForm, SignOffForm
from ruamphon.pathway.forms.gates import ConditionFormSet, DecideForm, ProposeForm, ReasonForm
from ruamphon.pathway.forms.playbooks import ImportForm, MoveForm

__all__ = [
    "ConditionFormSet",
    "DecideForm",
    "EvidenceForm",
    "ImportForm",
    "MoveForm",
    "ProposeForm",
    "ReasonForm",
    "ReviewForm",
    "ReviseForm",
    "SignOffForm",
]
