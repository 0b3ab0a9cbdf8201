"""What opens an account beside its password, and on which devices it is open now."""

from django.db import models
from django.utils import timezone

from ruamphon.core.text import Text


class Authenticator(models.Model):
    """The app whose six-digit codes (RFC 6238) are the second step of an account. Its secret is kept sealed."""

    account = models.OneToOneField("people.Account", models.CASCADE, related_name="authenticator")
    secret = models.TextField(help_text="sealed with a key derived from SECRET_KEY")
    last_step = models.BigIntegerField(
        default=0, help_text="half-minutes since 1970; no code up to it works again"
    )
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"authenticator of {self.account_id}"


class RecoveryCode(models.Model):
    """One of ten codes on paper, for when the phone is gone. Works once; only a keyed hash is kept."""

    account = models.ForeignKey("people.Account", models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"recovery code of {self.account_id}"


class Passkey(models.Model):
    """A key in a phone, computer or stick, opened by finger, face or screen lock (WebAuthn). Public halves only."""

    account = models.ForeignKey("people.Account", models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=60, help_text="as its owner calls it")
    credential_id = models.CharField(max_length=1400, unique=True, help_text="base64url")
    public_key = models.BinaryField()
    owner = models.CharField(max_length=64, help_text="the number by which the device knows its owner, hex")
    sign_count = models.BigIntegerField(default=0, help_text="as the key counted last; never runs backwards")
    transports = models.JSONField(default=list)
    added_at = models.DateTimeField(default=timezone.now)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self):
        return self.name


class SignIn(models.Model):
    """An account open on a device. It goes when the session goes; ending it ends the session."""

    account = models.ForeignKey("people.Account", models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=30, blank=True)
    system = models.CharField(max_length=30, blank=True)
    since = models.DateTimeField(default=timezone.now)
    last_seen_at = models.DateTimeField(default=timezone.now, help_text="to ten minutes")

    class Meta:
        ordering = ["-last_seen_at", "-pk"]

    def __str__(self):
        return f"{self.browser} {self.system}"

    @property
    def device(self):
        """'Chrome บน Android', as far as the browser told."""
        if self.browser and self.system:
            return Text(f"{self.browser} บน {self.system}", f"{self.browser} on {self.system}")
        known = self.browser or self.system
        return Text(known, known) if known else Text("เครื่องที่ไม่รู้จัก", "An unknown device")


class LineLink(models.Model):
    """The LINE account that opens this one. LINE's number of the person is kept as a keyed hash only."""

    account = models.OneToOneField("people.Account", models.CASCADE, related_name="line_link")
    subject_hash = models.CharField(max_length=64, unique=True)
    linked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"LINE of {self.account_id}"
