from ruamphon.seeds.reading import flat


def test_two_languages_become_two_fields_and_rows_in_rows_are_flattened():
    row = {
        "code": "a",
        "name": {"th": "ก", "en": "a"},
        "parties": ["x"],
        "products": [{"name": {"th": "ข", "en": "b"}}],
    }
    assert flat(row) == {
        "code": "a",
        "name_th": "ก",
        "name_en": "a",
        "parties": ["x"],
        "products": [{"name_th": "ข", "name_en": "b"}],
    }
