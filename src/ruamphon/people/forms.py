from datetime import datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateFormField
from ruamphon.core.labels import both
from ruamphon.core.refusals import Refused
from ruamphon.people import rules
from ruamphon.people.access import scopes_for
from ruamphon.people.enums import InvitationKind, Permission, Role, ScopeKind
from ruamphon.people.models import Account, Invitation, Scope
from ruamphon.people.phones import is_phone, plain_phone

LONGEST_EMAIL = 254
"""As the table keeps it; Django's own form field would let 320 through."""


def midnight_after(day):
    """The first moment of the next day in Thailand: a grant 'until the 14th' holds through the 14th."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) if day else None


class PhoneField(forms.CharField):
    """A Thai phone number in any writing, cleaned to digits."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}))
        super().__init__(max_length=30, **kwargs)

    def clean(self, value):
        digits = plain_phone(super().clean(value))
        if digits and not is_phone(digits):
            raise ValidationError(
                both(
                    "เบอร์โทรไม่ครบ เบอร์มือถือมี 10 หลัก เช่น 081-234-5678",
                    "This phone number is not complete. A mobile number has 10 digits, as 081-234-5678.",
                ),
                code="phone",
            )
        return digits


PASSWORD_RULES: dict[str, Any] = {
    "password_too_short": both(
        "รหัสผ่านสั้นไป ใช้อย่างน้อย 8 ตัว ลองต่อคำสองคำเข้าด้วยกัน",
        "This password is too short. Use at least 8 characters; try two words together.",
    ),
    "password_too_common": both(
        "รหัสผ่านนี้มีคนใช้มากจนเดาง่าย ลองเติมคำที่คุณนึกถึงคนเดียว",
        "Too many people use this password, so it is easy to guess. Add a word of your own.",
    ),
    "password_entirely_numeric": both(
        "รหัสผ่านมีแต่ตัวเลข เติมตัวอักษรลงไปด้วย",
        "This password is digits only. Add some letters.",
    ),
    "password_too_similar": both(
        "รหัสผ่านคล้ายชื่อผู้ใช้หรืออีเมลเกินไป เลือกคำอื่น",
        "This password is too much like the username or e-mail. Choose other words.",
    ),
}


def check_new_password(password, account):
    """Django's password rules, each in our own words: Django has no Thai for them."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        ours = [
            ValidationError(PASSWORD_RULES.get(one.code or "", one.message), one.code, one.params)
            for one in error.error_list
        ]
        raise ValidationError(ours) from error


class PasswordField(forms.CharField):
    def __init__(self, *, new=False, **kwargs):
        attrs = {"autocomplete": "new-password" if new else "current-password"}
        super().__init__(strip=False, max_length=200, widget=forms.PasswordInput(attrs=attrs), **kwargs)


class SignInForm(forms.Form):
    identifier = forms.CharField(
        label=both("ชื่อผู้ใช้ อีเมล หรือเบอร์โทร", "Username, e-mail or phone number"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = PasswordField(label=both("รหัสผ่าน", "Password"))


class JoinForm(forms.Form):
    """Make an account from an invitation; a person whose name is not known yet gives it."""

    result: Any = None  # what the action made, by core.web.attempt

    name_th = forms.CharField(label=both("ชื่อ–นามสกุล", "Full name"), max_length=120)
    username = forms.RegexField(
        r"^(?=.*[a-zA-Z])[a-zA-Z0-9._-]{3,40}\Z",  # never a phone number: one letter at least
        strip=True,
        max_length=40,
        label=both("ตั้งชื่อผู้ใช้", "Choose a username"),
        help_text=both("ภาษาอังกฤษหรือตัวเลข 3–40 ตัว เช่น somsri2569", "3–40 letters or digits, e.g. somsri2569"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        error_messages={
            "invalid": both(
                "ใช้ตัวอักษรอังกฤษ ตัวเลข จุด ขีด รวม 3–40 ตัว โดยมีตัวอักษรอย่างน้อยหนึ่งตัว",
                "Use 3–40 letters a–z, digits, dots or dashes, with one letter at least.",
            )
        },
    )
    password = PasswordField(
        new=True,
        label=both("ตั้งรหัสผ่าน", "Choose a password"),
        help_text=both(
            "อย่างน้อย 8 ตัว จำง่ายแต่คนอื่นเดายาก", "At least 8 characters; easy for you, hard to guess."
        ),
    )
    phone = PhoneField(
        label=both("เบอร์โทร", "Phone number"),
        required=False,
        help_text=both("ใช้เข้าสู่ระบบแทนชื่อผู้ใช้ได้", "You can sign in with it too."),
    )
    email = forms.EmailField(label=both("อีเมล", "E-mail"), required=False, max_length=LONGEST_EMAIL)

    def __init__(self, *args, invitation: Invitation, **kwargs):
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        if invitation.kind == InvitationKind.RESET:
            for name in ("name_th", "username", "phone", "email"):
                del self.fields[name]
        elif not invitation.person.is_placeholder:
            del self.fields["name_th"]

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        if password := cleaned.get("password"):
            try:
                check_new_password(password, self._likeness(cleaned))
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned

    def _likeness(self, cleaned):
        """The account the password will belong to, as far as known: a password must not resemble it."""
        known = Account.objects.filter(person=self.invitation.person).first()
        return known or Account(username=cleaned.get("username", ""), email=cleaned.get("email") or None)


class PlaceField(forms.ModelChoiceField):
    """A scope, by its label in the reader's language."""

    def label_from_instance(self, obj):
        return str(obj.label)


class InviteForm(forms.Form):
    """Invite one person into a programme, a cohort, a group or an organisation one looks after."""

    result: Any = None  # what the action made, by core.web.attempt

    name_th = forms.CharField(label=both("ชื่อคนที่จะเชิญ", "Who to invite"), max_length=120)
    role = forms.ChoiceField(label=both("มาทำหน้าที่", "As"), choices=choices_of(Role))
    scope = PlaceField(label=both("ดูแลหรืออยู่ใน", "In"), queryset=Scope.objects.none(), empty_label=None)
    phone = PhoneField(label=both("เบอร์โทร", "Phone number"), required=False)
    until = ThaiDateFormField(
        label=both("สิทธิ์ถึงวันที่", "Access until"),
        required=False,
        earliest=timedelta(days=0),
        latest=timedelta(days=3660),
        help_text=both("เว้นว่างได้ถ้ายังไม่กำหนด", "Leave empty if not set yet."),
    )

    def __init__(self, *args, account: Account, **kwargs):
        super().__init__(*args, **kwargs)
        self.account = account
        roles = rules.roles_to_offer(account)
        cast("forms.ChoiceField", self.fields["role"]).choices = [
            (value, label) for value, label in choices_of(Role) if value in roles
        ]
        reach = scopes_for(account, Permission.PEOPLE_INVITE)
        places = reach.exclude(kind=ScopeKind.COHORT).order_by("-kind", "label_th")
        cast("PlaceField", self.fields["scope"]).queryset = places

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        if "role" in cleaned and "scope" in cleaned:
            try:
                rules.check_can_invite(self.account, Role(cleaned["role"]), cleaned["scope"])
            except Refused as refusal:
                self.add_error("role", str(refusal.reason))
        return cleaned


class AccessSearchForm(forms.Form):
    """Whom to look for among everybody with access."""

    q = forms.CharField(
        label=both("ชื่อ ชื่อเล่น หรือเบอร์โทร", "Name, nickname or phone"),
        required=False,
        max_length=80,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": both("ชื่อ ชื่อเล่น หรือเบอร์โทร", "Name, nickname or phone")}
        ),
    )
    role = forms.ChoiceField(
        label=both("หน้าที่", "Role"),
        required=False,
        choices=[("", both("ทุกหน้าที่", "Every role")), *choices_of(Role)],
    )


class EndGrantForm(forms.Form):
    reason = forms.CharField(
        label=both("เพราะอะไร", "Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class ContactForm(forms.Form):
    nickname = forms.CharField(label=both("ชื่อเล่น", "Nickname"), max_length=60, required=False)
    phone = PhoneField(label=both("เบอร์โทร", "Phone number"), required=False)
    email = forms.EmailField(label=both("อีเมล", "E-mail"), required=False, max_length=LONGEST_EMAIL)


class PasswordChangeForm(forms.Form):
    old = PasswordField(label=both("รหัสผ่านเดิม", "Present password"))
    new = PasswordField(new=True, label=both("รหัสผ่านใหม่", "New password"))

    def __init__(self, *args, account: Account, **kwargs):
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_old(self):
        if not self.account.check_password(self.cleaned_data["old"]):
            raise ValidationError(both("รหัสผ่านเดิมไม่ถูกต้อง", "The present password is not right."), code="old")
        return self.cleaned_data["old"]

    def clean_new(self):
        check_new_password(self.cleaned_data["new"], self.account)
        return self.cleaned_data["new"]
