import pytest

from ruamphon.home.marks import mark_of


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("วิสาหกิจชุมชนครัวตัวอย่าง", "ค"),
        ("วิสาหกิจชุมชนกลุ่มแปรรูปอาหาร", "ป"),
        ("กลุ่มเกษตรกรทำสวน", "ก"),
        ("วิสาหกิจชุมชน", "ว"),
        ("Luffala", "L"),
    ],
)
def test_words_that_half_of_all_groups_share_do_not_count(name, mark):
    assert mark_of(name) == mark
