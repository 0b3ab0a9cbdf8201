"""The ranking of applicants as a table to take away."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone

from ruamphon.core import thai_dates
from ruamphon.core.sheets import write_csv, write_xlsx
from ruamphon.core.sheets.writing import CSV_TYPE, XLSX_TYPE
from ruamphon.core.text import Text
from ruamphon.programmes.enums import ApplicationState, SelectionOutcome
from ruamphon.programmes.models import Selection
from ruamphon.programmes.queries.ranking import Ranking, RankingRow
from ruamphon.programmes.times import told

HEADINGS = (
    Text("ลำดับ (ค่าเฉลี่ย)", "Place (mean)"),
    Text("ลำดับ (ปรับตามผู้ประเมิน)", "Place (evened out)"),
    Text("รหัสกลุ่ม", "Group code"),
    Text("กลุ่ม", "Group"),
    Text("สถานะ", "State"),
    Text("ค่าเฉลี่ย", "Mean"),
    Text("ค่าเฉลี่ยปรับตามผู้ประเมิน", "Mean, evened out"),
    Text("ห่างกันมากสุด", "Widest gap"),
    Text("ส่งผลแล้ว", "Handed in"),
    Text("ขอไว้", "Asked"),
    Text("ยังไม่ส่ง", "Still missing"),
    Text("ผลที่เสนอ", "Proposed"),
    Text("ผลที่ตัดสิน", "Decided"),
    Text("เหตุผล", "Reason"),
    Text("ผู้ตัดสิน", "Decided by"),
    Text("ตัดสินเมื่อ", "Decided on"),
    Text("วันที่ส่งใบสมัคร", "Applied on"),
)


@dataclass(frozen=True)
class Sheet:
    """A file ready to hand over."""

    name: str
    content: bytes
    media_type: str


def ranking_sheet(page: Ranking, *, as_csv: bool) -> Sheet:
    """The rows of the page in their order, in the reader's language; every cell is text, none a formula."""
    headings = [str(heading) for heading in HEADINGS]
    rows = list(_rows(page.rows))
    if as_csv:
        return Sheet("selection.csv", write_csv(headings, rows), CSV_TYPE)
    return Sheet("selection.xlsx", write_xlsx(headings, rows, title="selection"), XLSX_TYPE)


def _rows(rows: Iterable[RankingRow]) -> Iterator[list[str]]:
    for row in rows:
        yield [*_figures(row), *_decision(row.open_proposal, row.decision), _applied(row)]


def _figures(row: RankingRow) -> list[str]:
    ranked, enterprise = row.ranked, row.application.enterprise
    return [
        _plain(ranked.place),
        _plain(ranked.calibrated_place),
        enterprise.code,
        str(enterprise.name),
        str(ApplicationState(row.application.state).label),
        _plain(ranked.mean),
        _plain(ranked.calibrated),
        _plain(ranked.spread),
        "" if row.is_hidden else str(ranked.assessors),
        str(row.asked),
        ", ".join(str(name) for name in row.missing),
    ]


def _decision(proposal: Selection | None, decision: Selection | None) -> list[str]:
    proposed = proposal or decision
    said = str(SelectionOutcome(proposed.proposed_outcome).label) if proposed else ""
    if decision is None or decision.decided_by is None or decision.decided_at is None:
        return [said, "", "", "", ""]
    return [
        said,
        str(SelectionOutcome(decision.outcome).label),
        decision.decision_reason,
        str(decision.decided_by.name),
        str(told(decision.decided_at)),
    ]


def _applied(row: RankingRow) -> str:
    handed_in = row.application.handed_in_at
    return str(thai_dates.text(timezone.localdate(handed_in))) if handed_in else ""


def _plain(value: object) -> str:
    return "" if value is None else str(value)
