"""Keys for finding and sorting Thai names, the same on every database: equal keys, equal answers."""

import re
from string import ascii_lowercase, digits
from unicodedata import category, normalize

THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
"""For str.translate: ๐–๙ → 0–9."""

_LATIN_ACCENT = re.compile("[\u0300-\u036f]")
_INVISIBLE_MARK = re.compile(
    "[\u034f\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)  # joiners, variant selectors
_TONE_OR_SILENCER = re.compile("[\u0e3a\u0e47-\u0e4c\u0e4e]")  # ฺ ็ ่ ้ ๊ ๋ ์ ๎
_ROUND_AND_AA = re.compile("\u0e4d+า")  # ํ + า, as some keyboards and PDF files have it, is ำ
_ROUND = "\u0e4d"
_DOUBLE_E = re.compile("เ{2,}")
_REPEATED_VOWEL = re.compile("([ะ-\u0e3aเ-ๅ])\\1+")

# ฯ and ๆ are letters to Unicode, but write no sound of their own: กรุงเทพฯ is กรุงเทพ, ต่างๆ is ต่าง ๆ.
_SIGNS = "ฯๆ"


def search_key(text: str) -> str:
    """What two spellings of one name have in common, for finding it however it was typed.

    Case, accents, tone marks and other diacritics, punctuation and the width of gaps do not count; Thai
    digits are Arabic ones; look-alike typing (เเ for แ, ํา for ำ, a vowel hit twice) is put right. Idempotent.
    """
    bare = _without_marks(_visible(text))
    return normalize("NFC", " ".join(bare.split()))  # a mark that stood alone leaves a gap behind


def _visible(text: str) -> str:
    """Case-folded, decomposed text with Arabic digits; a single space for every gap, nothing invisible."""
    folded = normalize("NFD", normalize("NFD", text).casefold()).translate(THAI_DIGITS)
    shown = _INVISIBLE_MARK.sub("", "".join(map(_shown, folded)))
    return " ".join(shown.split())


def _shown(character: str) -> str:
    if character.isspace() or character in _SIGNS:
        return " "
    kind = category(character)[0]
    if kind == "C":
        return ""
    return character if kind in "LMN" else " "


def _without_marks(text: str) -> str:
    bare = _TONE_OR_SILENCER.sub("", _LATIN_ACCENT.sub("", text))
    whole = _ROUND_AND_AA.sub("ำ", bare).replace(_ROUND, "")
    return _REPEATED_VOWEL.sub(r"\1", _DOUBLE_E.sub("แ", whole))


# Sorting ----------------------------------------------------------------------------------------------------

SORT_KEY_LENGTH = 240
"""The most characters a sort key has: room for 120 letters."""

_LEADING_VOWEL = re.compile("([เ-ไ])([ก-ฮ])")
_MARK_BEFORE_VOWEL = re.compile("([\u0e47-\u0e4c])([\u0e34-\u0e39])")  # typed ก ่ ี for กี่
_AM_BEFORE_MARK = re.compile("ำ([\u0e48-\u0e4b])")  # typed น ำ ้ for น้ำ
_SPLIT_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)า")  # น ํ ้ า for น้ำ
_REPEATED_MARK = re.compile("([ะ-\u0e3aเ-ๅ\u0e47-\u0e4e])\\1+")

_ASCII = digits + ascii_lowercase
_THAI = [*range(ord("ก"), ord("ฯ")), *range(ord("ะ"), ord("\u0e3a")), *range(ord("เ"), ord("ๆ"))]
_LETTERS = _ASCII + "".join(map(chr, _THAI))
_MARKS = "\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"


def _base36(number: int, width: int) -> str:
    code = ""
    for _ in range(width):
        number, last = divmod(number, len(_ASCII))
        code = _ASCII[last] + code
    return code


_END_OF_LETTERS = "00"  # below every letter, so a name comes before a longer one that begins with it
_GAP = "01"
_FOREIGN = "zy"  # before a letter of another script: after all Thai
_CODES = {" ": _GAP} | {letter: _base36(place, 2) for place, letter in enumerate(_LETTERS, start=2)}
_MARK_CODES = {mark: _base36(place, 1) for place, mark in enumerate(_MARKS, start=1)}
_NO_MARK = "0"
_OTHER_MARK = "z"


def sort_key(text: str) -> str:
    """A key whose plain byte order is the order of the Royal Institute's dictionary, at most 240 of [0-9a-z].

    Numbers come before Latin letters, these before Thai ones, other scripts last. A vowel written before its
    consonant counts after it; tone marks, ็ and ์ decide only between names that are otherwise alike. A gap
    counts as less than any letter, as in a list of people: สม แดง stands before สมชาย ดี.
    """
    spelled = _LEADING_VOWEL.sub(r"\2\1", _spelled_in_order(_visible(text)))
    letters = "".join(_code(character) for character in spelled if not _is_mark(character))
    marks = "".join(map(_mark_code, spelled)).rstrip(_NO_MARK)
    return (letters + _END_OF_LETTERS + marks if marks else letters)[:SORT_KEY_LENGTH]


def _spelled_in_order(text: str) -> str:
    """Marks where they belong, however they were typed; they look the same on screen."""
    text = _REPEATED_MARK.sub(r"\1", _DOUBLE_E.sub("แ", text))
    text = _AM_BEFORE_MARK.sub(r"\1ำ", _SPLIT_AM.sub(r"\1ำ", text))
    return _MARK_BEFORE_VOWEL.sub(r"\2\1", text)


def _is_mark(character: str) -> bool:
    return character not in _CODES and category(character) == "Mn"


def _code(character: str) -> str:
    return _CODES.get(character) or _FOREIGN + _base36(ord(character), 4)


def _mark_code(character: str) -> str:
    return _MARK_CODES.get(character, _OTHER_MARK) if _is_mark(character) else _NO_MARK
