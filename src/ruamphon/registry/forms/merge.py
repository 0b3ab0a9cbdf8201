from ruamphon.core.labels import both
from ruamphon.registry.forms.fields import ActionForm, WordsField


def _reason(example) -> WordsField:
    return WordsField(
        label=both("เหตุผล", "Reason"),
        help_text=example,
        max_length=500,
        rows=2,
        error_messages={"required": both("กรุณาบอกเหตุผลสั้น ๆ", "Say shortly why.")},
    )


class MergeForm(ActionForm):
    """Why two records are one group."""

    reason = _reason(both("เช่น โทรถามประธานแล้ว เป็นกลุ่มเดียวกัน", "E.g. the chair confirmed on the phone."))


class UndoForm(ActionForm):
    """Why a merge is undone."""

    reason = _reason(both("เช่น ที่จริงเป็นคนละกลุ่ม", "E.g. they are two groups after all."))
