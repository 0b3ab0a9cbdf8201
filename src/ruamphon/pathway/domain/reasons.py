"""The sentence behind each finding, in words the group and the officer read alike."""

from dataclasses import dataclass
from decimal import Decimal

from ruamphon.core.text import Text
from ruamphon.pathway.domain.criterion import Criterion, FactDefinition, Wording
from ruamphon.pathway.domain.figures import with_unit
from ruamphon.pathway.enums import Comparison, CriterionKind

UNKNOWN = Text("ยังไม่มีข้อมูล{label}", "Not recorded yet: {label}")
SETTLED = Text("เรียบร้อยแล้ว: {name}", "Done: {name}")
UNSETTLED = Text("ยังไม่เรียบร้อย: {name}", "Not done yet: {name}")
ENOUGH = Text("{label} {have} ครบตามที่ต้องมีอย่างน้อย {need}", "{label}: {have}, at least {need} needed")
TOO_FEW = Text("{label} {have} จากที่ต้องมีอย่างน้อย {need}", "{label}: {have} of at least {need} needed")
WITHIN = Text("{label} {have} อยู่ในเกณฑ์ไม่เกิน {need}", "{label}: {have}, within the limit of {need}")
TOO_MANY = Text("{label} {have} ต้องไม่เกิน {need}", "{label}: {have}, the limit is {need}")

COMPLETE = Text("ครบแล้ว {n} ชิ้น: {name}", "Complete, {n} piece: {name}||Complete, {n} pieces: {name}")
LACKING = Text("ขาดอีก {n} ชิ้น: {name}", "{n} more piece needed: {name}||{n} more pieces needed: {name}")
WAITING = Text(
    "รอ{role}ตรวจ {n} ชิ้น", "{n} piece waiting for review by {role}||{n} pieces waiting for review by {role}"
)
RETURNED = Text("ส่งกลับให้แก้ {n} ชิ้น", "{n} piece sent back to be improved||{n} pieces sent back to be improved")
EXPIRED = Text("หมดอายุแล้ว {n} ชิ้น", "{n} piece has expired||{n} pieces have expired")
SIGNED = Text("{role}ลงชื่อรับรองแล้ว: {name}", "Signed by {role}: {name}")
UNSIGNED = Text("รอ{role}ลงชื่อรับรอง: {name}", "Waiting to be signed by {role}: {name}")
SIGNATURES_SHORT = Text("ยังขาดอีก {n} คน", "{n} more signature needed||{n} more signatures needed")
SIGNATURES_EXPIRED = Text(
    "คำรับรองหมดอายุแล้ว {n} ฉบับ", "{n} signature has expired||{n} signatures have expired"
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many pieces count, are needed, wait for review, were sent back, have expired."""

    have: int
    need: int
    waiting: int = 0
    returned: int = 0
    expired: int = 0

    @property
    def short(self) -> int:
        """How many more must come to count."""
        return max(0, self.need - self.have)

    @property
    def lacking(self) -> int:
        """How many more must be handed in, even if all that wait are accepted."""
        return max(0, self.short - self.waiting)


def for_fact(
    criterion: Criterion, fact: FactDefinition, *, have: Decimal | None, need: Decimal, met: bool
) -> Text:
    """Why a fact does or does not meet its threshold."""
    if have is None:
        return UNKNOWN.format(label=fact.label)
    if criterion.comparison is Comparison.IS_TRUE:
        return (SETTLED if met else UNSETTLED).format(name=criterion.name)
    sentence = _limit(met) if criterion.comparison is Comparison.AT_MOST else _floor(met)
    return sentence.format(label=fact.label, have=with_unit(have, fact.unit), need=with_unit(need, fact.unit))


def for_pieces(criterion: Criterion, tally: Tally, words: Wording) -> Text:
    """Why evidence or signatures do or do not suffice."""
    if criterion.kind is CriterionKind.SIGN_OFF:
        return _for_signatures(criterion, tally, words)
    if tally.short == 0:
        return COMPLETE.format(n=tally.have, name=criterion.name)
    lacking = LACKING.format(n=tally.lacking, name=criterion.name) if tally.lacking else None
    return _join(
        lacking,
        _counted(WAITING, tally.waiting, role=words.role(criterion.reviewed_by)),
        _counted(RETURNED, tally.returned),
        _counted(EXPIRED, tally.expired),
    )


def _for_signatures(criterion: Criterion, tally: Tally, words: Wording) -> Text:
    role = words.role(criterion.reviewed_by)
    if tally.short == 0:
        return SIGNED.format(role=role, name=criterion.name)
    return _join(
        UNSIGNED.format(role=role, name=criterion.name),
        _counted(SIGNATURES_SHORT, tally.short if criterion.how_many > 1 else 0),
        _counted(SIGNATURES_EXPIRED, tally.expired),
    )


def _floor(met: bool) -> Text:
    return ENOUGH if met else TOO_FEW


def _limit(met: bool) -> Text:
    return WITHIN if met else TOO_MANY


def _counted(sentence: Text, n: int, **values: object) -> Text | None:
    return sentence.format(n=n, **values) if n else None


def _join(*parts: Text | None) -> Text:
    said = [part for part in parts if part is not None]
    return Text(" · ".join(part.th for part in said), " · ".join(part.en for part in said))
