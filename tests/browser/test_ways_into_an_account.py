"""Second steps and lost phones, on phones, in Thai: codes computed as an app would, passkeys from a virtual device."""

import time
from pathlib import Path

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from ruamphon.people.keys.models import Authenticator, Passkey, RecoveryCode
from tests import cast as cast_module
from tests.browser.signing_in import sign_in
from tests.cast import PASSWORD

NEW_PASSWORD = "มะม่วงสามฤดู"
STEP = 30


@pytest.fixture
def cast(transactional_db):
    return cast_module.build()


def code(secret, steps=0):
    """What the app shows, `steps` half-minutes from now: one early and one late is still taken."""
    return pyotp.TOTP(secret).at(time.time() + steps * STEP)


def clean(page):
    """Axe finds nothing."""
    assert [rule["id"] for rule in Axe().run(page).response["violations"]] == []


def password_step(page, who, password=PASSWORD):
    """The first of two steps."""
    page.goto("/people/sign-in/")
    page.get_by_label("ชื่อผู้ใช้ อีเมล หรือเบอร์โทร").fill(who)
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="เข้าสู่ระบบ", exact=True).click()


def set_up_app(page):
    """From one's own page to a working app; gives back the secret and the ten recovery codes."""
    page.goto("/people/account/")
    page.get_by_role("link", name="ความปลอดภัยของบัญชี").click()
    page.get_by_role("link", name="ตั้งแอปยืนยันตัวตน").click()
    secret = page.locator(".secret").inner_text().replace(" ", "")
    page.get_by_label("รหัส 6 หลักจากแอป").fill(code(secret, -1))
    page.get_by_role("button", name="เปิดใช้").click()
    page.wait_for_url("**/recovery-codes/")
    return secret, page.locator(".codes code").all_inner_texts()


def sign_out(page):
    page.goto("/today/")
    page.locator("[data-menu] summary").click()
    page.get_by_role("button", name="ออกจากระบบ").click()
    page.wait_for_url("**/sign-in/")


def give_device(page):
    """A phone that keeps passkeys and whose owner's finger is always right."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return tools, made["authenticatorId"]


def add_passkey(page, name):
    page.goto("/people/account/security/")
    page.get_by_role("link", name="เพิ่มพาสคีย์").click()
    page.get_by_label("เรียกพาสคีย์นี้ว่า").fill(name)
    page.get_by_role("button", name="สร้างพาสคีย์").click()


def test_codes_of_an_app(cast, phone):
    page = phone()
    sign_in(page, "member")
    secret, codes = set_up_app(page)
    clean(page)
    assert len(set(codes)) == 10
    expect(page.get_by_role("button", name="พิมพ์")).to_be_visible()
    page.reload()  # shown once
    page.wait_for_url("**/security/")
    expect(page.get_by_text("เหลือ 10 รหัส")).to_be_visible()
    clean(page)

    sign_out(page)
    password_step(page, "member")
    page.wait_for_url("**/second-step/")
    expect(page.get_by_role("heading", level=1)).to_have_text("อีกขั้นเดียว มาลี ประธานกลุ่ม")
    clean(page)
    page.goto("/today/")  # between the two steps nobody is signed in
    page.wait_for_url("**/sign-in/?next=/today/")
    page.goto("/people/sign-in/second-step/")
    page.get_by_label("รหัส 6 หลักจากแอป").fill("000000")
    page.get_by_role("button", name="เข้าสู่ระบบ", exact=True).click()
    expect(page.locator("main")).to_contain_text("รหัสไม่ถูกต้องหรือใช้ไปแล้ว")
    clean(page)
    used = code(secret)
    page.get_by_label("รหัส 6 หลักจากแอป").fill(used)
    page.get_by_role("button", name="เข้าสู่ระบบ", exact=True).click()
    page.wait_for_url("**/today/")

    over_the_shoulder = phone()  # somebody saw password and code, and types them within the half-minute
    password_step(over_the_shoulder, "member")
    over_the_shoulder.get_by_label("รหัส 6 หลักจากแอป").fill(used)
    over_the_shoulder.get_by_role("button", name="เข้าสู่ระบบ", exact=True).click()
    expect(over_the_shoulder.locator("main")).to_contain_text("รหัสไม่ถูกต้องหรือใช้ไปแล้ว")
    over_the_shoulder.get_by_label("รหัส 6 หลักจากแอป").fill(code(secret, 1))
    over_the_shoulder.get_by_role("button", name="เข้าสู่ระบบ", exact=True).click()
    over_the_shoulder.wait_for_url("**/today/")


def test_a_passkey(cast, phone):
    page = phone()
    tools, device = give_device(page)
    sign_in(page, "adviser")
    page.goto("/people/account/passkeys/new/")
    clean(page)
    add_passkey(page, "มือถือเครื่องแรก")
    page.wait_for_url("**/recovery-codes/")
    assert len(tools.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]) == 1

    sign_out(page)
    page.get_by_role("button", name="ใช้พาสคีย์").click()  # no name, no password
    page.wait_for_url("**/today/")
    count = Passkey.objects.get().sign_count
    assert count > 0

    sign_out(page)
    password_step(page, "adviser")
    page.wait_for_url("**/second-step/")
    clean(page)
    page.get_by_role("button", name="ใช้พาสคีย์").click()
    page.wait_for_url("**/today/")
    assert Passkey.objects.get().sign_count > count

    page.goto("/people/account/security/")
    page.get_by_role("link", name="เปลี่ยนชื่อ").click()
    page.get_by_label("เรียกพาสคีย์นี้ว่า").fill("มือถือสีฟ้า")
    page.get_by_role("button", name="บันทึก").click()
    expect(page.get_by_text("มือถือสีฟ้า").first).to_be_visible()
    clean(page)
    page.get_by_role("link", name="เอาออก").click()
    expect(page.locator("main")).to_contain_text("ขั้นยืนยันอันสุดท้าย")
    page.get_by_role("button", name="เอาออกตอนนี้").click()
    page.wait_for_url("**/security/")
    sign_out(page)
    page.get_by_role("button", name="ใช้พาสคีย์").click()  # the device still has it; we do not
    expect(page.locator("main")).to_contain_text("ใช้พาสคีย์นี้ไม่สำเร็จ")
    sign_in(page, "adviser")


def test_a_browser_without_passkeys_says_so(cast, phone):
    page = phone()
    page.add_init_script("delete window.PublicKeyCredential;")
    page.goto("/people/sign-in/")
    expect(page.get_by_text("เบราว์เซอร์นี้ใช้พาสคีย์ไม่ได้")).to_be_visible()
    expect(page.get_by_role("button", name="ใช้พาสคีย์")).to_have_count(0)
    clean(page)
    sign_in(page, "adviser")
    page.goto("/people/account/passkeys/new/")
    expect(page.get_by_text("เบราว์เซอร์นี้สร้างพาสคีย์ไม่ได้")).to_be_visible()
    expect(page.get_by_role("button", name="สร้างพาสคีย์")).to_have_count(0)
    without_script = phone(java_script_enabled=False)
    without_script.goto("/people/sign-in/")
    expect(without_script.get_by_text("เบราว์เซอร์นี้ใช้พาสคีย์ไม่ได้")).to_be_visible()


def test_a_device_that_is_not_confirmed_lets_nobody_in(cast, phone):
    page = phone()
    tools, device = give_device(page)
    sign_in(page, "adviser")
    add_passkey(page, "มือถือเครื่องแรก")
    page.wait_for_url("**/recovery-codes/")
    sign_out(page)
    tools.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    page.get_by_role("button", name="ใช้พาสคีย์").click()
    expect(page.locator("[data-passkey-said]")).to_contain_text("ยังไม่ได้ยืนยันบนเครื่อง", timeout=15_000)
    assert "/sign-in/" in page.url


def test_a_lost_phone_and_a_recovery_code(cast, phone):
    lost = phone()
    sign_in(lost, "member")
    _, codes = set_up_app(lost)

    page = phone()
    password_step(page, "member")
    page.get_by_text("มือถือหาย").click()
    clean(page)
    page.get_by_label("รหัสสำรองหนึ่งรหัส").fill(codes[3].lower().replace("-", " "))
    page.get_by_role("button", name="ใช้รหัสสำรอง").click()
    page.wait_for_url("**/security/")
    expect(page.locator("body")).to_contain_text("เหลืออีก 9 รหัส")
    page.get_by_role("link", name="ดูเครื่อง และออกจากระบบ").click()
    clean(page)
    cards = page.locator("main li")
    expect(cards).to_have_count(2)
    other = cards.filter(has_not_text="ใช้อยู่ตอนนี้").filter(has_not=page.locator(".pill"))
    other.get_by_role("button").click()
    expect(cards).to_have_count(1)
    lost.goto("/today/")
    lost.wait_for_url("**/sign-in/?next=/today/")
    page.goto("/people/account/security/")
    page.get_by_role("link", name="เอาแอปออก").click()
    page.get_by_role("button", name="เอาออกตอนนี้").click()
    page.wait_for_url("**/security/")
    assert (Authenticator.objects.count(), RecoveryCode.objects.count()) == (0, 0)
    sign_out(page)
    sign_in(page, "member")  # the password alone again


def test_a_lost_phone_and_an_officers_link(cast, phone):
    lost = phone()
    sign_in(lost, "member")
    secret, codes = set_up_app(lost)

    officer = phone()
    sign_in(officer, "officer")
    officer.goto("/people/access/")
    officer.get_by_role("searchbox").fill("มาลี")
    officer.get_by_role("button", name="ค้นหา").click()
    officer.get_by_role("button", name="ลิงก์ตั้งรหัสใหม่ มาลี").click()
    expect(officer.locator("main")).to_contain_text("ดูให้แน่ใจว่าเป็นเจ้าตัวที่ขอ")
    clean(officer)
    link = officer.locator("#invitation-link").input_value()

    page = phone()
    page.goto(link)
    expect(page.locator("main")).to_contain_text("จะถูกยกเลิก")
    clean(page)
    page.locator("[name=password]").fill(NEW_PASSWORD)
    page.get_by_role("button", name="ตั้งรหัสผ่าน").click()
    page.wait_for_url("**/today/")
    lost.goto("/today/")
    lost.wait_for_url("**/sign-in/?next=/today/")
    page.goto("/people/account/security/")
    expect(page.get_by_role("link", name="ตั้งแอปยืนยันตัวตน")).to_be_visible()
    page.get_by_role("link", name="ดูประวัติ").click()
    history = page.locator(".history")
    expect(history).to_contain_text("ยกเลิกการยืนยันสองขั้นและ LINE ทั้งหมด")
    expect(history).to_contain_text("ออมสิน เจ้าหน้าที่ · ทำลิงก์เชิญหรือลิงก์ตั้งรหัสใหม่")
    clean(page)

    again = phone()  # the new password opens it, without a second step; the old codes are no use any more
    sign_in(again, "member", NEW_PASSWORD)
    assert (secret, codes) != ("", [])
    assert RecoveryCode.objects.count() == 0


def test_the_page_of_codes_is_fit_for_paper(cast, phone, tmp_path):
    page = phone()
    sign_in(page, "member")
    _, codes = set_up_app(page)
    page.emulate_media(media="print")
    expect(page.locator(".codes")).to_be_visible()
    expect(page.locator(".top")).to_be_hidden()
    paper = Path(tmp_path) / "codes.pdf"
    page.pdf(path=paper, format="A4")
    assert paper.read_bytes().count(b"/Type /Page\n") <= 1
    assert all(page.get_by_text(one).is_visible() for one in codes)
