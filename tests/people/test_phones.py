import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamphon.people.phones import is_phone, phone_in, plain_phone, show_phone

WRITINGS = [
    ("081-234-5678", "0812345678"),
    ("081 234 5678", "0812345678"),
    ("+66 81 234 5678", "0812345678"),
    ("+66(0)812345678", "00812345678"),  # too many noughts: refused below, not guessed
    ("๐๘๑-๒๓๔-๕๖๗๘", "0812345678"),
    ("038-123-456", "038123456"),
    ("+66 38 123 456", "038123456"),
    ("6638123456", "038123456"),
    ("0661234567", "0661234567"),
    ("662", "662"),
    ("โทร.", ""),
    ("", ""),
    ("٠٨١٢٣٤٥٦٧٨", ""),  # other scripts' digits are not dialled here
]


@pytest.mark.parametrize(("written", "digits"), WRITINGS)
def test_every_writing_becomes_the_digits_dialled_in_thailand(written, digits):
    assert plain_phone(written) == digits


@pytest.mark.parametrize(
    ("digits", "answer"),
    [
        ("0612345678", True),
        ("0812345678", True),
        ("0912345678", True),
        ("021234567", True),
        ("038123456", True),
        ("074123456", True),
        ("0712345678", False),
        ("0381234567", False),
        ("081234567", False),
        ("061234567", False),
        ("08123456789", False),
        ("00812345678", False),
        ("1234567890", False),
        ("٠٨١٢٣٤٥٦٧٨", False),
        ("0812345678\n", False),
        ("", False),
    ],
)
def test_ten_digits_of_a_mobile_or_nine_of_a_landline(digits, answer):
    assert is_phone(digits) is answer


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("081-234-5678", "0812345678"),
        ("(081) 234.5678", "0812345678"),
        ("+66 81 234 5678", "0812345678"),
        ("๐๘๑ ๒๓๔ ๕๖๗๘", "0812345678"),
        ("som0812345678", ""),
        ("0812345678@example.org", ""),
        ("081-234-567", ""),
        ("", ""),
    ],
)
def test_a_text_is_a_phone_number_only_when_it_is_nothing_else(typed, found):
    assert phone_in(typed) == found


@pytest.mark.parametrize(
    ("digits", "shown"),
    [("0812345678", "081-234-5678"), ("038123456", "038-123-456"), ("1669", "1669"), ("", "")],
)
def test_it_is_shown_with_hyphens(digits, shown):
    assert show_phone(digits) == shown


PHONES = st.from_regex(r"0[689][0-9]{8}|0[2-57][0-9]{7}", fullmatch=True)


@given(PHONES)
def test_what_is_shown_reads_back_as_the_same_number(digits):
    assert plain_phone(show_phone(digits)) == digits
    assert phone_in(show_phone(digits)) == digits
    assert phone_in("+66 " + digits[1:]) == digits


@given(st.text())
def test_any_text_gives_ascii_digits_or_nothing(text):
    assert set(plain_phone(text)) <= set("0123456789")
