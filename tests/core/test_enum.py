import pytest

from ruamphon.core.choices import choices_of
from ruamphon.core.enum import Labelled
from ruamphon.core.text import Text


class Fruit(Labelled):
    MANGO = "mango", "มะม่วง", "Mango"
    DURIAN = "durian", "ทุเรียน", "Durian"


def test_a_member_is_its_value_and_carries_both_labels():
    assert Fruit.MANGO == "mango"
    assert Fruit("durian") is Fruit.DURIAN
    assert [member.label for member in Fruit] == [Text("มะม่วง", "Mango"), Text("ทุเรียน", "Durian")]
    assert f"{Fruit.MANGO}" == "mango"


@pytest.mark.parametrize(
    "written", ["mango", ("mango", "มะม่วง"), ("mango", "", "Mango"), ("mango", "มะม่วง", " ")]
)
def test_a_member_without_both_labels_cannot_be_written(written):
    with pytest.raises(TypeError, match="needs a Thai and an English label"):
        Labelled("Broken", {"MANGO": written})


def test_choices_keep_the_order_and_speak_the_readers_language():
    assert [(value, str(label)) for value, label in choices_of(Fruit)] == [
        ("mango", "มะม่วง"),
        ("durian", "ทุเรียน"),
    ]
