import pytest

from ruamphon.people.models import Account, Person
from ruamphon.people.outbox.addresses import address_of, masked


@pytest.mark.parametrize(
    ("sign_in", "contact", "address"),
    [
        ("a@example.org", "b@example.org", "a@example.org"),
        (None, "b@example.org", "b@example.org"),
        (None, "", ""),
        ("a@example.org\nBcc: all@example.org", "b@example.org", "b@example.org"),
        (None, "a@example.org\r\nSubject: x", ""),
        (None, "a@example.org, b@example.org", ""),
        (None, "A <a@example.org>", ""),
    ],
)
def test_the_first_plain_address_counts(sign_in, contact, address):
    assert address_of(Account(email=sign_in, person=Person(email=contact))) == address


def test_a_masked_address_shows_its_first_letter_and_its_host():
    assert (masked("somsri@example.org"), masked("")) == ("s•••@example.org", "")
