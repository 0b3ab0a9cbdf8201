"""Reading a playbook from TOML: all problems at once, so that nobody mends a file one sentence at a time."""

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from ruamphon.core.text import Text
from ruamphon.pathway.domain.criterion import Criterion
from ruamphon.pathway.domain.playbook import Playbook, Source, Stage
from ruamphon.pathway.domain.reading import TEXT_LENGTH, Notes, Table, printable
from ruamphon.pathway.enums import Comparison, CriterionKind, Severity

MOST_PIECES = 100
MOST_DAYS = 3650
MOST_STAGES = 99
STAGES_HEADER = re.compile(r"\s*\[\[\s*stages\s*\]\]")
CRITERIA_HEADER = re.compile(r"\s*\[\[\s*stages\s*\.\s*criteria\s*\]\]")
TOP_KEYS = ("code", "title", "programme", "version", "sources", "stages", "quiet_days", "decide_days")
SOURCE_KEYS = ("title", "url", "published_on")
STAGE_KEYS = tuple(part.name for part in fields(Stage))
CRITERION_KEYS = tuple(part.name for part in fields(Criterion))

BAD_TOML = Text(
    "อ่านไฟล์ไม่ได้ ตรวจเครื่องหมายคำพูด วงเล็บ และเครื่องหมาย = แถวนั้น ({detail})",
    "The file cannot be read. Check quotes, brackets and = signs there ({detail}).",
)
WHOLE_FILE = Text("ทั้งไฟล์", "The whole file")
STAGE_PLACE = Text("ขั้นที่ {number} “{code}”", "Stage {number} “{code}”")
SOURCE_PLACE = Text("แหล่งที่มาที่ {number}", "Source {number}")
CRITERION_PLACE = Text("{stage} เงื่อนไข “{code}”", "{stage}, criterion “{code}”")
NO_STAGES = Text("ยังไม่มีขั้น กรุณาเพิ่ม [[stages]]", "There are no stages. Add [[stages]].")
NO_CRITERIA = Text(
    "ยังไม่มีเงื่อนไข กรุณาเพิ่ม [[stages.criteria]] อย่างน้อยหนึ่งข้อ",
    "It has no criteria. Add at least one [[stages.criteria]].",
)
WRONG_NUMBER = Text(
    "number ต้องเรียงจาก 1 ต่อเนื่องกัน ขั้นนี้ควรเป็น {number}",
    "Numbers must run 1, 2, 3 … in order; this stage should be {number}.",
)
DUPLICATE = Text(
    "code “{code}” ซ้ำกัน {n} แห่ง ตั้งชื่อใหม่ให้ไม่ซ้ำกันทั้งไฟล์",
    "The code “{code}” is used {n} times. Give each its own, in the whole file.",
)
NO_KIND = Text("ยังไม่มี kind เลือกจาก: {known}", "kind is missing. Choose from: {known}.")
NO_FACT = Text("เงื่อนไขแบบตัวเลขต้องบอก fact ว่านับอะไร", "A fact criterion needs fact: what is counted.")
NO_COMPARISON = Text(
    "เงื่อนไขแบบตัวเลขต้องบอก comparison: at_least, at_most หรือ is_true",
    "A fact criterion needs comparison: at_least, at_most or is_true.",
)
NO_THRESHOLD = Text(
    "เทียบแบบ {comparison} ต้องมี threshold เป็นตัวเลข", "Comparing by {comparison} needs a threshold, a number."
)
IDLE_THRESHOLD = Text("แบบ is_true ไม่ใช้ threshold กรุณาลบออก", "is_true takes no threshold. Remove it.")
IDLE_KEY = Text(
    "{key} ใช้กับเงื่อนไขชนิดนี้ไม่ได้ กรุณาลบออก", "{key} does not go with this kind of criterion. Remove it."
)
NO_SUPPLIER = Text(
    "ต้องบอก supplied_by ว่าใครเป็นผู้ส่งหรือผู้ทำ", "supplied_by is missing: who hands it in or does it."
)
NO_REVIEWER = Text("ต้องบอก reviewed_by ว่าใครเป็นผู้ตรวจหรือลงชื่อ", "reviewed_by is missing: who reviews or signs.")
SAME_ROLE = Text(
    "ผู้ส่งกับผู้ตรวจเป็น “{role}” ทั้งคู่ ต้องเป็นคนละบทบาท",
    "“{role}” both hands in and reviews. These must be different roles.",
)
UNFOUNDED = Text("ไม่มี source จึงต้องใส่ proposed = true", "Without a source it must say proposed = true.")

FACT_KEYS = ("fact", "comparison", "threshold")
PIECES_KEYS = ("how_many", "valid_days", "reviewed_by")


class PlaybookProblems(ValueError):  # noqa: N818 — named for what it carries: all problems, not one error
    """Everything wrong with a playbook file: `.problems`, each a sentence with its place and what to do."""

    def __init__(self, problems: Iterable[Text]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.en for problem in self.problems))


@dataclass(frozen=True)
class _Known:
    facts: Collection[str]
    roles: Collection[str]
    sources: Collection[str]


@dataclass(frozen=True)
class _Numbered:
    """A row with its place in the list and, where it can be told for sure, the line of its header."""

    index: int
    row: Mapping[str, Any]
    line: int | None


def parse_playbook(toml_text: str, *, known_facts: Collection[str], known_roles: Collection[str]) -> Playbook:
    """The playbook in a TOML text. PlaybookProblems lists everything wrong with it at once.

    A threshold of TOML becomes an exact Decimal. Sources are cited by their Thai title.
    """
    values = _toml(toml_text)
    notes = Notes()
    top = Table(values, WHOLE_FILE, None, notes)
    top.only(TOP_KEYS)
    sources = tuple(_source(number, row, notes) for number, row in enumerate(top.tables("sources"), 1))
    known = _Known(known_facts, known_roles, [source.title.th for source in sources])
    stages = _stages(top, known, toml_text)
    playbook = Playbook(
        top.code("code"),
        top.text("title"),
        top.code("programme"),
        top.string("version", required=True),
        sources,
        stages,
        top.whole("quiet_days", None, least=1, most=MOST_DAYS),
        top.whole("decide_days", None, least=1, most=MOST_DAYS),
    )
    if notes.problems:
        raise PlaybookProblems(notes.problems)
    return playbook


def _toml(toml_text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(toml_text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as error:
        notes = Notes()
        notes.add(WHOLE_FILE, _line_of(error), BAD_TOML.format(detail=str(error)))
        raise PlaybookProblems(notes.problems) from error


def _line_of(error: Exception) -> int | None:
    found = re.search(r"at line (\d+)", str(error))
    return int(found[1]) if found else None


def _numbered(rows: Sequence[Mapping[str, Any]], header: re.Pattern[str], toml_text: str) -> list[_Numbered]:
    """Rows and header lines side by side; a file written another way simply has no line numbers."""
    found = [number for number, line in enumerate(toml_text.split("\n"), 1) if header.match(line)]
    lines = found if len(found) == len(rows) else [None] * len(rows)
    return [_Numbered(index, row, line) for index, (row, line) in enumerate(zip(rows, lines, strict=True))]


def _source(number: int, row: Mapping[str, Any], notes: Notes) -> Source:
    table = Table(row, SOURCE_PLACE.format(number=number), None, notes)
    table.only(SOURCE_KEYS)
    return Source(table.text("title"), table.string("url", most=TEXT_LENGTH), table.day("published_on"))


def _stages(top: Table, known: _Known, toml_text: str) -> tuple[Stage, ...]:
    rows = top.tables("stages")
    if not rows:
        top.note(NO_STAGES)
    tables = [_stage_table(top, numbered) for numbered in _numbered(rows, STAGES_HEADER, toml_text)]
    groups = [table.tables("criteria") for table in tables]
    criteria = iter(_numbered(list(chain.from_iterable(groups)), CRITERIA_HEADER, toml_text))
    stages = tuple(
        _stage(index, table, list(islice(criteria, len(group))), known)
        for index, (table, group) in enumerate(zip(tables, groups, strict=True))
    )
    _unique(top, [stage.code for stage in stages])
    _unique(top, [criterion.code for stage in stages for criterion in stage.criteria])
    return stages


def _unique(top: Table, codes: Iterable[str]) -> None:
    for code, times in Counter(code for code in codes if code).items():
        if times > 1:
            top.note(DUPLICATE, code=code, n=times)


def _stage_table(top: Table, numbered: _Numbered) -> Table:
    place = STAGE_PLACE.format(number=numbered.index + 1, code=_quoted(numbered.row))
    return Table(numbered.row, place, numbered.line, top.notes)


def _stage(index: int, table: Table, rows: Sequence[_Numbered], known: _Known) -> Stage:
    table.only(STAGE_KEYS)
    _check_number(table, index + 1)
    stage = Stage(
        number=index + 1,
        code=table.code("code"),
        name=table.text("name"),
        purpose=table.text("purpose", most=TEXT_LENGTH),
        source=table.among("source", known.sources),
        proposed=table.flag("proposed"),
        criteria=_criteria(table, rows, known),
        expected_days=table.whole("expected_days", None, least=1, most=MOST_DAYS),
    )
    _check_founded(table, stage)
    return stage


def _quoted(row: Mapping[str, Any]) -> str:
    code = row.get("code")
    return printable(code) if isinstance(code, str) and code else "?"


def _check_number(table: Table, number: int) -> None:
    if table.whole("number", 0, least=0, most=MOST_STAGES) != number:
        table.note(WRONG_NUMBER, number=number)


def _check_founded(table: Table, read: Stage | Criterion) -> None:
    if not read.source and not read.proposed:
        table.note(UNFOUNDED)


def _criteria(stage: Table, rows: Sequence[_Numbered], known: _Known) -> tuple[Criterion, ...]:
    if not rows:
        stage.note(NO_CRITERIA)
    return tuple(_criterion(_criterion_table(stage, numbered), known) for numbered in rows)


def _criterion_table(stage: Table, numbered: _Numbered) -> Table:
    place = CRITERION_PLACE.format(stage=stage.place, code=_quoted(numbered.row))
    return Table(numbered.row, place, numbered.line, stage.notes)


def _criterion(table: Table, known: _Known) -> Criterion:
    table.only(CRITERION_KEYS)
    criterion = Criterion(
        code=table.code("code"),
        kind=_kind(table),
        name=table.text("name"),
        guidance=table.text("guidance", most=TEXT_LENGTH),
        supplied_by=table.among("supplied_by", known.roles),
        reviewed_by=table.among("reviewed_by", known.roles),
        how_many=table.whole("how_many", 1, least=1, most=MOST_PIECES) or 1,
        valid_days=table.whole("valid_days", None, least=1, most=MOST_DAYS),
        severity=table.choice("severity", Severity, Severity.BLOCKS) or Severity.BLOCKS,
        fact=table.among("fact", known.facts) or None,
        comparison=table.choice("comparison", Comparison, None),
        threshold=table.number("threshold"),
        source=table.among("source", known.sources),
        proposed=table.flag("proposed"),
    )
    _check_founded(table, criterion)
    _check_kind(table, criterion)
    return criterion


def _kind(table: Table) -> CriterionKind:
    if not table.values.get("kind"):
        table.note(NO_KIND, known=", ".join(member.value for member in CriterionKind))
    return table.choice("kind", CriterionKind, CriterionKind.EVIDENCE) or CriterionKind.EVIDENCE


def _check_kind(table: Table, criterion: Criterion) -> None:
    if table.values.get("kind") not in [member.value for member in CriterionKind]:
        return  # said already; what the kind would ask for cannot be known
    if not criterion.supplied_by:
        table.note(NO_SUPPLIER)
    if criterion.kind is CriterionKind.FACT:
        _check_fact(table, criterion)
        _check_idle(table, PIECES_KEYS)
    else:
        _check_reviewer(table, criterion)
        _check_idle(table, FACT_KEYS)


def _check_fact(table: Table, criterion: Criterion) -> None:
    if criterion.fact is None:
        table.note(NO_FACT)
    if "comparison" not in table.values:
        table.note(NO_COMPARISON)
    if criterion.comparison is Comparison.IS_TRUE:
        if "threshold" in table.values:
            table.note(IDLE_THRESHOLD)
    elif criterion.comparison is not None and "threshold" not in table.values:
        table.note(NO_THRESHOLD, comparison=criterion.comparison.value)


def _check_idle(table: Table, keys: Iterable[str]) -> None:
    for key in keys:
        if key in table.values:
            table.note(IDLE_KEY, key=key)


def _check_reviewer(table: Table, criterion: Criterion) -> None:
    if not criterion.reviewed_by:
        table.note(NO_REVIEWER)
    elif criterion.reviewed_by == criterion.supplied_by:
        table.note(SAME_ROLE, role=criterion.reviewed_by)
