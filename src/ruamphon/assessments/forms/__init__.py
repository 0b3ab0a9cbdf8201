"""What people type, as clean values."""

from ruamphon.assessments.forms.assessment import SheetForm
from ruamphon.assessments.forms.common import ReasonForm
from ruamphon.assessments.forms.round import AssessorForm, DueDayForm
from ruamphon.assessments.forms.rubric import ItemForm, NewItemForm, NewRubricForm, RubricForm

__all__ = [
    "AssessorForm",
    "DueDayForm",
    "ItemForm",
    "NewItemForm",
    "NewRubricForm",
    "ReasonForm",
    "RubricForm",
    "SheetForm",
]
