"""Thai phone numbers, kept as digits the way they are dialled inside the country."""

import re

MOBILE_DIGITS = 10
LANDLINE_DIGITS = 9
THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def plain_phone(text: str) -> str:
    """'+66 81-234 5678' or '๐๘๑…' → '0812345678'. Text that holds no digits gives ''. Nothing is checked here."""
    digits = re.sub(r"[^0-9]", "", text.translate(THAI_DIGITS))
    return "0" + digits[2:] if digits.startswith("66") and len(digits) >= MOBILE_DIGITS else digits


def is_phone(digits: str) -> bool:
    """Ten digits of a mobile number (06, 08, 09) or nine of a landline (02–05, 07)."""
    return bool(re.fullmatch(r"0[689][0-9]{8}|0[2-57][0-9]{7}", digits))


def phone_in(text: str) -> str:
    """The phone number that a text is, and nothing but: '081-234 5678' → '0812345678', 'som0812345678' → ''."""
    if not re.fullmatch(r"[0-9\s()+.–-]*", text.translate(THAI_DIGITS)):
        return ""
    digits = plain_phone(text)
    return digits if is_phone(digits) else ""


def show_phone(digits: str) -> str:
    """'0812345678' → '081-234-5678'; '038123456' → '038-123-456'; anything else as it is."""
    if len(digits) in {MOBILE_DIGITS, LANDLINE_DIGITS}:
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    return digits
