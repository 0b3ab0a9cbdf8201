"""The sheet to take away: a workbook whose formulas come to the engine's figures, and a paper. Both secret."""

import re
import shutil
import subprocess
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from ruamphon.costing import actions, domain
from ruamphon.costing.domain import Range, WhatIf
from ruamphon.costing.enums import Part
from ruamphon.costing.papers import Beside, sheet_xlsx
from tests.costing import making, typing, worked
from tests.costing.inventing import invented

OFFICE = shutil.which("soffice")
HAS_CALC = bool(OFFICE) and Path(OFFICE).resolve().with_name("libsclo.so").exists()
needs_office = pytest.mark.skipif(
    not HAS_CALC, reason="LibreOffice Calc is not installed here; .ci/run installs libreoffice-calc"
)
ALWAYS_RECOMPUTE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
BOOKS = {
    "batch": worked.banana_chips(),
    "order": worked.leather_bags(12),
    "trip": worked.fishing_trip(),
    "herd": worked.cattle(),
    "visit": worked.learning_base(),
    **{f"levels and ranges {seed}": invented(Random(seed), recipes=8) for seed in range(3)},  # noqa: S311 — the same ones every time
    "prices missing": invented(Random(7), recipes=8, missing=0.4),  # noqa: S311 — as above
}


def figures_of(content):
    """The six figures of a piece and of a batch as the front page shows them, in the engine's order."""
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    return [[cell if cell != "" else None for cell in row[1:4]] for row in rows[5:9]]


def figures_by(sheet):
    """The same by the engine."""
    amounts = (sheet.piece.cash, sheet.piece.full, sheet.batch.cash, sheet.batch.full)
    ends = ((each.baht.low, each.baht.likely, each.baht.high) for each in amounts)
    return [[None if end is None else float(end) for end in three] for three in ends]


def last_of(book):
    """The recipe that everything else in a book goes into."""
    return next(reversed(book.recipes))


def without_values(content):
    """The workbook with every computed value wiped out, so that only computing can bring it back."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(out, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name.startswith("xl/worksheets/"):
                text = re.sub(rb"(<f>[^<]*</f>)<v>[^<]*</v>", rb"\1<v>0</v>", text)
            after.writestr(name, text)
    return out.getvalue()


def with_number(content, was, now):
    """The workbook with a number that somebody typed over in every cell that held another."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(out, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name == "xl/worksheets/sheet2.xml":
                assert f"<v>{was}</v>".encode() in text
                text = text.replace(f"<v>{was}</v>".encode(), f"<v>{now}</v>".encode())
            after.writestr(name, text)
    return out.getvalue()


def recomputed(books, folder):
    """The workbooks, by name, as LibreOffice computes and stores them."""
    settings = folder / "profile" / "user"
    settings.mkdir(parents=True)
    (settings / "registrymodifications.xcu").write_text(ALWAYS_RECOMPUTE)
    paths = {name: folder / f"{number}.xlsx" for number, name in enumerate(books)}
    for name, path in paths.items():
        path.write_bytes(books[name])
    command = [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx"]
    command += ["--outdir", str(folder / "out"), *map(str, paths.values())]
    subprocess.run(command, check=True, capture_output=True, timeout=280)
    return {name: (folder / "out" / path.name).read_bytes() for name, path in paths.items()}


@pytest.mark.parametrize("name", BOOKS)
def test_the_workbook_carries_the_engines_figures(name):
    book = BOOKS[name]
    assert figures_of(sheet_xlsx(book, last_of(book), Beside(group="ก"))) == figures_by(
        domain.cost(book, last_of(book))
    )


def test_no_name_is_a_formula():
    book = worked.banana_chips()
    content = sheet_xlsx(book, "chips", Beside(group='=HYPERLINK("x")', unit_word="+ถุง"))
    with ZipFile(BytesIO(content)) as parts:
        pages = b"".join(
            parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")
        )
        words = parts.read("xl/sharedStrings.xml").decode()
    assert b"HYPERLINK" not in pages
    assert "'=HYPERLINK" in words


@needs_office
def test_libreoffice_comes_to_the_same_totals(tmp_path):
    """From the formulas alone, its values wiped out: what LibreOffice computes is what the engine says, to the satang."""
    sheets = {name: domain.cost(book, last_of(book)) for name, book in BOOKS.items()}
    blank = {
        name: without_values(sheet_xlsx(book, last_of(book), Beside(group="ก")))
        for name, book in BOOKS.items()
    }
    assert all(figures_of(content) != figures_by(sheets[name]) for name, content in blank.items())
    computed = recomputed(blank, tmp_path)
    assert {name: figures_of(content) for name, content in computed.items()} == {
        name: figures_by(sheet) for name, sheet in sheets.items()
    }
    assert sheets["prices missing"].piece.missing


def kilo_and_smallest(content):
    """What stands below the prices on the front page: numbers of its rows from the thirteenth on."""
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    return [[cell for cell in row[1:4] if cell != ""] for row in rows[12:17]]


@needs_office
def test_a_kilo_and_the_smallest_group_are_computed_too(tmp_path):
    """A head weighs 300 to 320 kg alive; a visit of fewer than ten pays for ten, at 149.50 each."""
    herd, visit = worked.cattle(), worked.learning_base()
    weight = Range(Fraction(300), Fraction(310), Fraction(320))
    books = {
        "herd": sheet_xlsx(herd, last_of(herd), Beside(group="ก", weight=weight)),
        "visit": sheet_xlsx(visit, last_of(visit), Beside(group="ก", price=Fraction("149.5"), smallest=10)),
    }
    kilo = domain.per_kilo(domain.cost(herd, last_of(herd)), weight)
    wanted = {
        "herd": [
            [300.0, 310.0, 320.0],
            *(
                [float(each.baht.low), float(each.baht.likely), float(each.baht.high)]
                for each in (kilo.cash, kilo.full)
            ),
            [],
            [],
        ],
        "visit": [[10.0], [1495.0], [], []],
    }
    assert {name: kilo_and_smallest(content) for name, content in books.items()} == wanted
    computed = recomputed({name: without_values(content) for name, content in books.items()}, tmp_path)
    assert {name: kilo_and_smallest(content) for name, content in computed.items()} == wanted


@needs_office
def test_a_price_changed_in_the_file_is_followed_through_all_levels(tmp_path):
    """Sugar at 25 a kilo is in the syrup, and the syrup in the chips: at 50 the file says what the engine says."""
    book = worked.banana_chips()
    content = without_values(sheet_xlsx(book, "chips", Beside(group="ก")))
    changed = recomputed({"chips": with_number(content, 25, 50)}, tmp_path)["chips"]
    wanted = domain.what_if(book, "chips", WhatIf(materials={"sugar": Fraction(2)}))
    assert figures_of(changed) == figures_by(wanted)
    assert figures_by(wanted) != figures_by(domain.cost(book, "chips"))


@pytest.mark.django_db
def test_the_workbook_of_a_group(cast, client):
    recipe = making.first_sheet(cast)
    client.force_login(cast.member)
    response = client.get(reverse("costing:sheet-xlsx", args=[recipe.pk]))
    assert response["Cache-Control"] == "private, no-store"
    assert figures_of(response.content) == [
        [31.5, 31.5, 31.5],
        [36.5, 36.5, 36.5],
        [1260.0, 1260.0, 1260.0],
        [1460.0, 1460.0, 1460.0],
    ]


@pytest.mark.django_db
def test_the_paper_of_a_group(cast, client):
    recipe = making.first_sheet(cast, price="36")
    client.force_login(cast.member)
    response = client.get(reverse("costing:sheet-pdf", args=[recipe.pk]))
    pages = pypdfium2.PdfDocument(response.content)
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    for words in ("31.50", "36.50", "พริกแห้ง", "ความลับของกลุ่ม", "0.50"):
        assert words in text
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_a_sheet_that_cannot_be_costed_says_why(cast, client):
    recipe = making.first_sheet(cast)
    recipe.outputs.all().delete()
    client.force_login(cast.member)
    for name in ("costing:sheet-pdf", "costing:sheet-xlsx"):
        assert client.get(reverse(name, args=[recipe.pk])).status_code == 403


def words_of(response):
    """What a paper says."""
    pages = pypdfium2.PdfDocument(response.content)
    return "".join(page.get_textpage().get_text_range() for page in pages)


@pytest.mark.django_db
class TestVersions:
    @pytest.fixture
    def version(self, cast):
        recipe = making.first_sheet(cast)
        made = actions.hand_in_sheet(by=cast.student, recipe=recipe, revision=recipe.revision)
        actions.set_own_rate(by=cast.member, enterprise=cast.enterprise, rate=Fraction(500))
        return made

    def taken(self, client, who, version, kind):
        client.force_login(who)
        return client.get(reverse(f"costing:version-{kind}", args=[version.pk]))

    def test_the_paper_has_the_figures_of_its_day(self, cast, client, version):
        response = self.taken(client, cast.adviser, version, "pdf")
        text = words_of(response)
        assert "36.50" in text
        assert "81.50" not in text  # what it would cost today
        assert "ฉบับที่ 1" in text
        assert "รอตรวจ" in text
        assert response["Cache-Control"] == "private, no-store"
        client.force_login(cast.adviser)
        live = words_of(client.get(reverse("costing:sheet-pdf", args=[version.sheet.recipe_id])))
        assert "81.50" in live

    def test_the_workbook_has_the_figures_of_its_day(self, cast, client, version):
        response = self.taken(client, cast.member, version, "xlsx")
        assert figures_of(response.content)[:2] == [[31.5, 31.5, 31.5], [36.5, 36.5, 36.5]]
        rows = CalamineWorkbook.from_filelike(BytesIO(response.content)).get_sheet_by_index(0).to_python()
        assert "ฉบับที่ 1" in rows[1][0]

    @pytest.mark.parametrize("kind", ["pdf", "xlsx"])
    def test_who_was_let_look_gets_no_file_to_keep(self, cast, client, version, kind):
        actions.share_version(
            by=cast.member,
            version=version,
            person=cast.mentor.person,
            until=timezone.localdate(),
            reason="ดูราคา",
        )
        assert self.taken(client, cast.mentor, version, kind).status_code == 404
        assert self.taken(client, cast.stranger, version, kind).status_code == 404


@pytest.mark.django_db
def test_a_part_nobody_answered_is_no_zero(cast, client):
    recipe = making.first_sheet(cast)
    client.force_login(cast.member)
    text = words_of(client.get(reverse("costing:sheet-pdf", args=[recipe.pk])))
    assert text.count("ยังไม่ได้ตอบ") >= 4
    assert re.findall(r"(?<![\d,.])0\.00", text) == ["0.00"]  # the cash of our own work
    recipe = actions.change_lines(
        by=cast.member, recipe=recipe, revision=1, part=Part.WEAR, rows=[], has_none=True
    )
    again = words_of(client.get(reverse("costing:sheet-pdf", args=[recipe.pk])))
    assert again.count("ไม่มี") >= 2
    assert again.count("ยังไม่ได้ตอบ") < text.count("ยังไม่ได้ตอบ")
    assert client.get(recipe.get_absolute_url()).text.count("ยังไม่ได้ตอบ") >= 3


@pytest.mark.django_db
@pytest.mark.usefixtures("one_day")
class TestFormsOnPaper:
    def paper(self, client, recipe):
        return words_of(client.get(reverse("costing:sheet-pdf", args=[recipe.pk])))

    def test_each_kind_of_catch(self, cast, client):
        trip = typing.fishing_trip(typing.Typist(client, cast.student, cast.enterprise))
        text = self.paper(client, trip)
        assert [amount in text for amount in ("48.42", "50.70", "118.36", "185.90")] == [True] * 4

    def test_a_kilo_of_a_herd_and_how_units_were_turned(self, cast, client):
        typist = typing.Typist(client, cast.student, cast.enterprise)
        text = self.paper(client, typing.cattle(typist))
        assert [amount in text for amount in ("16.76", "51.33", "420")] == [True] * 3
        chips = typing.banana_chips(typist)
        assert "1 ขีด = 0.1" in self.paper(client, chips.enterprise.recipes.get(name="น้ำเชื่อม (ตัวอย่าง)"))

    def test_the_smallest_group_of_a_visit(self, cast, client):
        visit = typing.learning_base(typing.Typist(client, cast.student, cast.enterprise), price="200")
        text = self.paper(client, visit)
        assert [words in text for words in ("15 คน", "8 คน", "2,000.00")] == [True] * 3
