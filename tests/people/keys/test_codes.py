from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from ruamphon.people.keys.codes import (
    ALPHABET,
    new_recovery_codes,
    new_secret,
    plain_recovery_code,
    setup_address,
    step_of_code,
)

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # that of RFC 6238, appendix B
AT = datetime(2005, 3, 18, 1, 58, 29, tzinfo=UTC)  # 1111111109 s: 07081804 there, of which we use six digits
STEP = 1111111109 // 30


def test_the_code_of_the_standard():
    assert step_of_code(SECRET, "081804", AT, after=0) == STEP


@pytest.mark.parametrize("typed", ["081 804", " 081804 ", "๐๘๑๘๐๔", "081-804"])
def test_a_code_in_any_writing(typed):
    assert step_of_code(SECRET, typed, AT, after=0) == STEP


@pytest.mark.parametrize("typed", ["", "0", "081805", "81804", "0818040", "07081804", "abcdef"])
def test_anything_else_is_wrong(typed):
    assert step_of_code(SECRET, typed, AT, after=0) is None


@pytest.mark.parametrize(("late", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_phones_clock_may_be_half_a_minute_off(late, taken):
    typed = pyotp.TOTP(SECRET).at(AT + timedelta(seconds=30 * late))
    assert step_of_code(SECRET, typed, AT, after=0) == (STEP + late if taken else None)


def test_a_code_works_once_and_none_before_it_works_after_it():
    totp = pyotp.TOTP(SECRET)
    assert step_of_code(SECRET, totp.generate_otp(STEP), AT, after=STEP) is None
    assert step_of_code(SECRET, totp.generate_otp(STEP - 1), AT, after=STEP) is None
    assert step_of_code(SECRET, totp.generate_otp(STEP + 1), AT, after=STEP) == STEP + 1


def test_secrets_differ_and_have_160_bits():
    made = {new_secret() for _ in range(50)}
    assert len(made) == 50
    assert {len(secret) * 5 for secret in made} == {160}


def test_what_the_qr_code_says():
    assert setup_address(SECRET, "som@example.org") == (
        f"otpauth://totp/Ruamphon:som%40example.org?secret={SECRET}&issuer=Ruamphon"
    )


def test_ten_recovery_codes_that_can_be_read_aloud():
    made = new_recovery_codes()
    assert len(set(made)) == 10
    assert {len(one) for one in made} == {14}
    assert set("".join(made)) <= {*ALPHABET, "-"}
    assert set(ALPHABET).isdisjoint("ILOU01")


@pytest.mark.parametrize("typed", ["k7pm-3xqa-9dte", "K7PM3XQA9DTE", " k7pm 3xqa 9dte ", "K๗PM-๓XQA-๙DTE"])
def test_a_recovery_code_in_any_writing(typed):
    assert plain_recovery_code(typed) == "K7PM3XQA9DTE"
