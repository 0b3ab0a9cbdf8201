"""What changes when a cohort moves from one version of a playbook to another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from ruamphon.core.enum import Labelled
from ruamphon.core.text import Text
from ruamphon.pathway.domain.criterion import Criterion, Wording
from ruamphon.pathway.domain.figures import shown
from ruamphon.pathway.domain.playbook import Playbook, Stage
from ruamphon.pathway.enums import ChangeKind

ADDED = Text("เพิ่ม: {what}", "Added: {what}")
REMOVED = Text("ตัดออก: {what}", "Removed: {what}")
CHANGED = Text(
    "{what} — {field}: จาก “{before}” เป็น “{after}”", "{what} – {field}: from “{before}” to “{after}”"
)
STAGE = Text("ขั้นที่ {number} {name}", "Stage {number} {name}")
IN_STAGE = Text("{name} ({stage})", "{name} ({stage})")
NONE = Text("ไม่กำหนด", "not set")
YES = Text("ใช่", "yes")
NO = Text("ไม่ใช่", "no")

STAGE_FIELDS = {
    "number": Text("ลำดับขั้น", "order"),
    "name": Text("ชื่อขั้น", "name"),
    "purpose": Text("เป้าหมาย", "purpose"),
    "source": Text("ที่มา", "source"),
    "proposed": Text("เป็นข้อเสนอ", "proposed"),
    "expected_days": Text("ระยะเวลาที่คาดไว้ (วัน)", "expected length (days)"),
}
CRITERION_FIELDS = {
    "kind": Text("ชนิด", "kind"),
    "name": Text("ชื่อ", "name"),
    "guidance": Text("คำแนะนำ", "guidance"),
    "supplied_by": Text("ผู้ส่งหรือผู้ทำ", "who supplies"),
    "reviewed_by": Text("ผู้ตรวจหรือผู้ลงชื่อ", "who reviews or signs"),
    "how_many": Text("จำนวน", "how many"),
    "valid_days": Text("อายุหลักฐาน (วัน)", "days evidence stays valid"),
    "severity": Text("ผลเมื่อยังไม่ครบ", "effect when unmet"),
    "fact": Text("ตัวเลขที่ใช้", "fact"),
    "comparison": Text("วิธีเทียบ", "comparison"),
    "threshold": Text("เกณฑ์", "threshold"),
    "source": Text("ที่มา", "source"),
    "proposed": Text("เป็นข้อเสนอ", "proposed"),
}
MOVED = Text("อยู่ในขั้น", "stage")
ROLES = ("supplied_by", "reviewed_by")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `criterion` is "" for a stage; only a CHANGED one has `field`, `before` and `after`."""

    kind: ChangeKind
    stage: str
    criterion: str
    sentence: Text
    field: str = ""
    before: Text | None = None
    after: Text | None = None


@dataclass(frozen=True, slots=True)
class _Placed:
    stage: Stage
    criterion: Criterion


def compare_playbooks(old: Playbook, new: Playbook, *, wording: Wording | None = None) -> tuple[Change, ...]:
    """Every difference in stages and criteria, told field by field; things are the same when their code is.

    In the new version's order, what was removed last. The playbook's own title, version and sources are
    not compared.
    """
    words = wording or Wording()
    return (*_stage_changes(old, new, words), *_criterion_changes(old, new, words))


def _stage_changes(old: Playbook, new: Playbook, words: Wording) -> Iterator[Change]:
    before, after = _stages(old), _stages(new)
    for code, stage in after.items():
        if code in before:
            yield from _fields(
                before[code], stage, STAGE_FIELDS, _Subject(code, "", _stage_name(stage)), words
            )
        else:
            yield Change(ChangeKind.ADDED, code, "", ADDED.format(what=_stage_name(stage)))
    for code, stage in before.items():
        if code not in after:
            yield Change(ChangeKind.REMOVED, code, "", REMOVED.format(what=_stage_name(stage)))


def _criterion_changes(old: Playbook, new: Playbook, words: Wording) -> Iterator[Change]:
    before, after = _criteria(old), _criteria(new)
    for code, placed in after.items():
        if code in before:
            yield from _between(before[code], placed, words)
        else:
            yield _whole(ChangeKind.ADDED, ADDED, placed)
    for code, placed in before.items():
        if code not in after:
            yield _whole(ChangeKind.REMOVED, REMOVED, placed)


def _between(before: _Placed, after: _Placed, words: Wording) -> Iterator[Change]:
    subject = _Subject(after.stage.code, after.criterion.code, _criterion_name(after))
    if before.stage.code != after.stage.code:
        yield _changed(subject, "stage", MOVED, _stage_name(before.stage), _stage_name(after.stage))
    yield from _fields(before.criterion, after.criterion, CRITERION_FIELDS, subject, words)


@dataclass(frozen=True, slots=True)
class _Subject:
    stage: str
    criterion: str
    what: Text


def _fields(
    before: Stage | Criterion,
    after: Stage | Criterion,
    labels: Mapping[str, Text],
    subject: _Subject,
    words: Wording,
) -> Iterator[Change]:
    for part in fields(after):
        was, now = getattr(before, part.name), getattr(after, part.name)
        if part.name in labels and was != now:
            shown_was, shown_now = _say(part.name, was, words), _say(part.name, now, words)
            yield _changed(subject, part.name, labels[part.name], shown_was, shown_now)


def _changed(subject: _Subject, field: str, label: Text, before: Text, after: Text) -> Change:
    sentence = CHANGED.format(what=subject.what, field=label, before=before, after=after)
    return Change(ChangeKind.CHANGED, subject.stage, subject.criterion, sentence, field, before, after)


def _whole(kind: ChangeKind, sentence: Text, placed: _Placed) -> Change:
    told = sentence.format(what=_criterion_name(placed))
    return Change(kind, placed.stage.code, placed.criterion.code, told)


def _stages(playbook: Playbook) -> dict[str, Stage]:
    return {stage.code: stage for stage in playbook.stages}


def _criteria(playbook: Playbook) -> dict[str, _Placed]:
    placed = (_Placed(stage, criterion) for stage in playbook.stages for criterion in stage.criteria)
    return {each.criterion.code: each for each in placed}


def _stage_name(stage: Stage) -> Text:
    return STAGE.format(number=stage.number, name=stage.name)


def _criterion_name(placed: _Placed) -> Text:
    return IN_STAGE.format(name=placed.criterion.name, stage=_stage_name(placed.stage))


def _say(field: str, value: object, words: Wording) -> Text:
    """A field's value as people read it: roles and facts by their names, nothing as "not set"."""
    if value is None or value in ("", Text("", "")):
        return NONE
    if field in ROLES:
        return words.role(str(value))
    if field == "fact":
        return words.fact(str(value)).label
    return _say_plain(value)


def _say_plain(value: object) -> Text:
    if isinstance(value, Text):
        return value
    if isinstance(value, Labelled):
        return value.label
    if isinstance(value, bool):
        return YES if value else NO
    return _same(shown(value) if isinstance(value, Decimal) else str(value))


def _same(words: str) -> Text:
    return Text(words, words)
