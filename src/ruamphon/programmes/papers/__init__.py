"""Papers of the day, as editable DOCX in Thai: for signing, handing in and filing. They hold what their reader may see."""

from ruamphon.programmes.papers.agreement import signing_sheet
from ruamphon.programmes.papers.attendance import attendance_sheet
from ruamphon.programmes.papers.invitation import Occasion, invitation_letters
from ruamphon.programmes.papers.record import activity_record

__all__ = [
    "Occasion",
    "activity_record",
    "attendance_sheet",
    "invitation_letters",
    "signing_sheet",
]
