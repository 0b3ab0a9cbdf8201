"""Tambons of the provinces the programme works in, from the list of the Department of Provincial Administration."""

from collections.abc import Iterator

import geothai

from ruamphon.registry.places import SubdistrictRow, load_subdistricts
from ruamphon.seeds.reading import read


def load_places() -> int:
    """Write the tambons; how many there are."""
    return load_subdistricts(row for code in read("places")["changwats"] for row in tambons_of(code))


def tambons_of(changwat: str) -> Iterator[SubdistrictRow]:
    """The tambons of one province by its DOPA code, each under the amphoe the list gives it."""
    province = geothai.province(changwat)
    if province is None:
        raise LookupError(f"No province has the code {changwat!r}; see data/places.toml.")
    for district in geothai.districts(changwat):
        for tambon in geothai.subdistricts(district.code):
            yield SubdistrictRow(
                code=tambon.code,
                tambon_th=tambon.name_th,
                tambon_en=tambon.name_en,
                amphoe_th=district.name_th,
                amphoe_en=district.name_en,
                changwat_th=province.name_th,
                changwat_en=province.name_en,
            )
