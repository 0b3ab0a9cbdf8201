import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamphon.core.refusals import Impossible
from ruamphon.programmes.domain.names import NewPerson, read_people


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("", []),
        (" \n \n", []),
        ("สมชาย ใจดี", [NewPerson("สมชาย ใจดี")]),
        ("สมชาย ใจดี 081-234-5678", [NewPerson("สมชาย ใจดี", "0812345678")]),
        ("สมชาย   ใจดี ๐๘๑ ๒๓๔ ๕๖๗๘", [NewPerson("สมชาย ใจดี", "0812345678")]),
        ("สมชาย, +66 81 234 5678", [NewPerson("สมชาย", "0812345678")]),
        ("นก 038-123456\nปู", [NewPerson("นก", "038123456"), NewPerson("ปู")]),
        ("\nPa Nit\r\n\r\nลุงชัย\n", [NewPerson("Pa Nit"), NewPerson("ลุงชัย")]),
        ("สมชาย รุ่น 2", [NewPerson("สมชาย รุ่น 2")]),
    ],
)
def test_a_name_a_line_with_a_phone_if_known(typed, people):
    assert read_people(typed) == people


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0812345678", "Line 1 has only a number. Put the name before the phone."),
        (
            "ก\nข 12345",
            "The phone number in line 2 has too few or too many digits. Enter 9 or 10, or leave it out.",
        ),
        ("ก" * 201, "The name in line 1 is too long. Put one person on each line."),
        ("สมชาย\nสมชาย 0812345678", "“สมชาย” is in the list twice. Keep one line."),
        ("\n".join(f"คน {'ก' * n}" for n in range(1, 32)), "Up to 30 people at a time."),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(typed, sentence):
    with pytest.raises(Impossible) as refused:
        read_people(typed, field="advisers")
    assert (refused.value.reason.en, refused.value.field) == (sentence, "advisers")


def read_or_say(typed):
    """The names read, or the sentence that says why not."""
    try:
        return [person.name for person in read_people(typed)]
    except Impossible as refused:
        return refused.reason.th


@given(st.text(max_size=300))
def test_any_text_gives_names_or_a_sentence(typed):
    made = read_or_say(typed)
    if isinstance(made, str):
        assert made
    else:
        assert all(any(letter.isalpha() for letter in name) for name in made)
