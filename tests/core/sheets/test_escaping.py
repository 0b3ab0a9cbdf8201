import random

import pytest

from ruamphon.core.sheets import escaped, is_formula, plain, unescaped

PIECES = ("=", "+", "-", "@", "＝", "'", " ", "\t", "\r", "\n", "\x01", "\u00a0", "ก", "1", '"')


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+66812345678", "'+66812345678"),
        ("-", "'-"),
        ("@ชื่อ", "'@ชื่อ"),
        ("\t=cmd", "'=cmd"),
        ("\r\n=cmd", "'=cmd"),
        ("＝cmd", "'＝cmd"),
        ("'=1", "''=1"),
        ("'เล็ก'", "'เล็ก'"),
        ("1=1", "1=1"),
        (" ก ", "ก"),
        ("", ""),
    ],
)
def test_what_would_run_gets_an_apostrophe(given, written):
    assert escaped(given) == written
    assert unescaped(written) == plain(given)


def test_escaping_is_undone_exactly_whatever_the_text():
    chance = random.Random(7)  # noqa: S311 — awkward texts, not secrets
    for _ in range(5_000):
        text = "".join(chance.choice(PIECES) for _ in range(chance.randint(0, 7)))
        cell = escaped(text)
        assert not cell.startswith(("=", "+", "-", "@", "＝", "\t", "\r", "\n"))
        assert unescaped(plain(cell)) == plain(text)


def test_a_formula_is_told_from_text():
    assert [is_formula(cell) for cell in ("=cmd|' /C calc'!A0", "#NAME?", "'=1", "+66", "-", "ก=ข")] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]
