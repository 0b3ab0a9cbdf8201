import pytest

from ruamphon.core.refusals import Impossible
from ruamphon.registry import places
from ruamphon.registry.models import Subdistrict
from ruamphon.registry.places import SubdistrictRow, find_subdistrict, load_subdistricts, offered

pytestmark = pytest.mark.django_db
ROWS = [
    SubdistrictRow("210105", "เนินพระ", "เมืองระยอง", "ระยอง", "Noen Phra", "Mueang Rayong", "Rayong"),
    SubdistrictRow("210108", "แกลง", "เมืองระยอง", "ระยอง", "Klaeng", "Mueang Rayong", "Rayong"),
    SubdistrictRow("210301", "ทางเกวียน", "แกลง", "ระยอง", "Thang Kwian", "Klaeng", "Rayong"),
    SubdistrictRow(
        "200101", "บางปลาสร้อย", "เมืองชลบุรี", "ชลบุรี", "Bang Pla Soi", "Mueang Chon Buri", "Chon Buri"
    ),
    SubdistrictRow("200102", "หนองรี", "เมืองชลบุรี", "ชลบุรี"),
    SubdistrictRow("710101", "หนองรี", "บ่อพลอย", "กาญจนบุรี"),
]


@pytest.fixture(autouse=True)
def _tambons():
    load_subdistricts(ROWS)


def test_loading_twice_changes_nothing():
    before = list(Subdistrict.objects.order_by("pk").values())
    assert load_subdistricts(iter(ROWS)) == 6
    assert list(Subdistrict.objects.order_by("pk").values()) == before


def test_loading_again_corrects_a_row_and_keeps_its_number():
    before = Subdistrict.objects.get(code="200102")
    load_subdistricts([SubdistrictRow("200102", "หนองรี", "เมืองชลบุรี", "ชลบุรี", "Nong Ri")])
    after = Subdistrict.objects.get(code="200102")
    assert (after.pk, after.tambon_en, Subdistrict.objects.count()) == (before.pk, "Nong Ri", 6)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("เนินพระ, เมืองระยอง, ระยอง", "210105"),
        ("เนินพระ", "210105"),
        ("ต.เนินพระ อ.เมืองระยอง จ.ระยอง", "210105"),
        ("ตำบลเนินพระ  อำเภอเมือง", None),
        ("ตำบลแกลง อำเภอเมืองระยอง จังหวัดระยอง", "210108"),
        ("แกลง", "210108"),
        ("noen phra, Mueang Rayong, RAYONG", "210105"),
        ("หนองรี, บ่อพลอย", "710101"),
        ("หนองรี, ชลบุรี", "200102"),
    ],
)
def test_a_tambon_is_found_however_it_was_typed(typed, code):
    if code is None:
        with pytest.raises(Impossible):
            find_subdistrict(typed)
        return
    assert find_subdistrict(typed).code == code


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("ไม่มีจริง", places.UNKNOWN.format(typed="ไม่มีจริง")),
        (",,,", places.UNKNOWN.format(typed=",,,")),
        ("เนินพะ", places.PERHAPS.format(typed="เนินพะ", meant="“เนินพระ, เมืองระยอง, ระยอง”")),
    ],
)
def test_an_unknown_place_is_refused_with_what_to_do(typed, sentence):
    with pytest.raises(Impossible) as refusal:
        find_subdistrict(typed)
    assert refusal.value.reason.th == sentence.th


def test_a_name_in_two_changwats_asks_which():
    with pytest.raises(Impossible) as refusal:
        find_subdistrict("หนองรี")
    assert refusal.value.reason.en == (
        "There are several “หนองรี”, such as “หนองรี, บ่อพลอย, กาญจนบุรี” or “หนองรี, เมืองชลบุรี, ชลบุรี”. "
        "Add the amphoe and the changwat."
    )


def test_few_tambons_are_all_offered():
    assert len(offered()) == 6
    assert "เนินพระ, เมืองระยอง, ระยอง" in offered()


def test_of_many_only_the_changwats_in_use_are_offered(cast, monkeypatch):
    monkeypatch.setattr(places, "MOST_OFFERED", 5)
    assert offered() == []
    cast.enterprise.subdistrict = Subdistrict.objects.get(code="210105")
    cast.enterprise.save()
    assert sorted(offered()) == [
        "ทางเกวียน, แกลง, ระยอง",
        "เนินพระ, เมืองระยอง, ระยอง",
        "แกลง, เมืองระยอง, ระยอง",
    ]
