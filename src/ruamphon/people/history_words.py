"""Plain words for the names of actions and fields in the history. What is not listed shows its code."""

from ruamphon.core.text import Text

ACTIONS: dict[str, Text] = {}
FIELDS: dict[str, Text] = {}


def say_action(code: str) -> Text:
    """'review_evidence' → 'ตรวจหลักฐาน' / 'Reviewed evidence'."""
    return ACTIONS.get(code, Text(code, code.replace("_", " ")))


def say_field(code: str) -> Text:
    """'left_on' → 'วันที่ออก' / 'left on'."""
    return FIELDS.get(code, Text(code, code.replace("_", " ")))
