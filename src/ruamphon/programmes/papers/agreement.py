"""The sheet on which an agreement is signed: its wording, then a place for everybody who signs."""

from ruamphon.core.papers import CENTRE, DOTS, Paper, sign_block
from ruamphon.core.thai_letters import formal_day, thai_digits
from ruamphon.programmes.models import Agreement, AgreementParty, AgreementSignatory


def signing_sheet(agreement: Agreement) -> Paper:
    """The newest wording on the first page or pages, the signatures on one of their own.

    Empty places are dotted lines to write on: a day, venue or name that is not known yet is never made up.
    """
    paper = Paper(agreement.title.th)
    parties = list(agreement.parties.select_related("organisation").prefetch_related("signatories__person"))
    paper.title("บันทึกความร่วมมือ")
    if agreement.title.th != "บันทึกความร่วมมือ":
        paper.line(agreement.title.th, CENTRE)
    paper.line("ระหว่าง", CENTRE)
    for number, party in enumerate(parties):
        if number:
            paper.line("กับ", CENTRE)
        paper.line(party.organisation.name.th, CENTRE)
    paper.line()
    paper.body(f"บันทึกฉบับนี้ทำขึ้นเมื่อ{_day(agreement)} ณ {agreement.venue.th or DOTS} ระหว่างองค์กรข้างต้น")
    _wording(paper, agreement)
    _term(paper, agreement)
    copies = thai_digits(len(parties))
    paper.body(
        f"บันทึกฉบับนี้ทำขึ้นเป็น {copies} ฉบับ มีข้อความตรงกัน ทุกองค์กรได้อ่านและเข้าใจแล้ว จึงลงลายมือชื่อไว้เป็นหลักฐาน "
        "และเก็บไว้องค์กรละหนึ่งฉบับ"
    )
    paper.next_page()
    paper.title("หน้าลงนาม")
    paper.line(agreement.title.th, CENTRE)
    paper.line(_day(agreement), CENTRE)
    paper.line()
    paper.signatures([block for party in parties for block in _blocks(party)])
    paper.heading("พยาน")
    witness = agreement.witness.name_th if agreement.witness else ""
    paper.signatures([sign_block(name=witness, lines=[agreement.witness_post.th or f"ตำแหน่ง{DOTS}", "พยาน"])])
    return paper


def _day(agreement: Agreement) -> str:
    return formal_day(agreement.signed_on) if agreement.signed_on else f"วันที่{DOTS}"


def _wording(paper: Paper, agreement: Agreement) -> None:
    newest = agreement.texts.first()
    if newest is None:
        paper.dotted(8)
        return
    for paragraph in newest.body.splitlines():
        if paragraph.strip():
            paper.body(paragraph.strip())


def _term(paper: Paper, agreement: Agreement) -> None:
    begins = agreement.begins_on or agreement.signed_on
    if agreement.ends_on:
        since = f"ตั้งแต่{formal_day(begins)} " if begins else ""
        paper.body(f"บันทึกฉบับนี้มีผล{since}ถึง{formal_day(agreement.ends_on)}")


def _blocks(party: AgreementParty) -> list[list[str]]:
    """A place for each signatory of a party; one with dots where none is named yet."""
    signatories: list[AgreementSignatory | None] = [*party.signatories.all()] or [None]
    return [_block(party, signatory) for signatory in signatories]


def _block(party: AgreementParty, signatory: AgreementSignatory | None) -> list[str]:
    name = signatory.person.name_th if signatory else ""
    post = signatory.post_th if signatory else ""
    return sign_block(name=name, lines=[post or f"ตำแหน่ง{DOTS}", party.organisation.name.th])
