import pytest

from ruamphon.seeds.places import tambons_of


def test_a_tambon_stands_under_the_amphoe_of_the_list():
    noen_phra = next(row for row in tambons_of("21") if row.tambon_th == "เนินพระ")
    assert (noen_phra.amphoe_th, noen_phra.changwat_th) == ("เมืองระยอง", "ระยอง")
    assert (noen_phra.tambon_en, noen_phra.amphoe_en, noen_phra.changwat_en) == (
        "Noen Phra",
        "Mueang Rayong",
        "Rayong",
    )


def test_rayong_has_eight_amphoes():
    assert len({row.amphoe_th for row in tambons_of("21")}) == 8


def test_an_unknown_province_is_named():
    with pytest.raises(LookupError, match="99"):
        list(tambons_of("99"))
