import pytest

from ruamphon.registry.domain import bare_key, bare_name


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("วิสาหกิจชุมชนกลุ่มแปรรูปอาหาร", "แปรรูปอาหาร"),
        ("กลุ่ม แปรรูป อาหาร", "แปรรูปอาหาร"),
        ("วิสาหกิจชุมชน", ""),
        ("เนินพระ", "เนินพระ"),
        ("Sample Kitchen", "SampleKitchen"),
    ],
)
def test_bare_name_drops_what_half_of_all_groups_begin_with(name, bare):
    assert bare_name(name) == bare


def test_bare_key_does_not_mind_tone_marks_case_or_punctuation():
    assert bare_key("กลุ่มแม่บ้าน “เนินพระ”") == bare_key("กลุมแมบาน เนินพระ")
    assert bare_key("Sample  KITCHEN") == "samplekitchen"
