"""The one settings file. The environment decides; without any, a safe single machine on SQLite."""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlparse

from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

PACKAGE = Path(__file__).resolve().parent
PROJECT = PACKAGE.parent.parent


def _flag(name: str, default: str = "0") -> bool:
    return os.environ.get(name, default).lower() in {"1", "true", "yes", "on"}


def _words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


HOME = Path(os.environ.get("RUAMPHON_HOME") or PROJECT / "var").resolve()
HOME.mkdir(parents=True, exist_ok=True)
BUILD = Path(os.environ.get("RUAMPHON_BUILD") or PROJECT / "build").resolve()


def _secret_key() -> str:
    """The environment's key; a single machine without one keeps a random key beside its database."""
    given = os.environ.get("RUAMPHON_SECRET_KEY")
    if given:
        return given
    if os.environ.get("DATABASE_URL"):
        raise ImproperlyConfigured("Set RUAMPHON_SECRET_KEY: processes sharing a database must share a key.")
    path = HOME / "secret-key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()


def _database(url: str | None) -> dict:
    """SQLite in RUAMPHON_HOME, or what DATABASE_URL names (postgresql://user:password@host:port/name)."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "ruamphon.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
            # A file, not memory: journeys and two-writer tests need the locks the product has.
            "TEST": {"NAME": HOME / "test.sqlite3"},
        }
    parts = urlparse(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must start with postgresql://; SQLite needs none.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or parse_qs(parts.query).get("host", [""])[0],  # ?host= names a socket folder
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


PORT = int(os.environ.get("PORT", "8000"))
SECRET_KEY = _secret_key()
DEBUG = _flag("RUAMPHON_DEBUG")
HTTPS = _flag("RUAMPHON_HTTPS")
ALLOWED_HOSTS = _words("RUAMPHON_HOSTS", "localhost,127.0.0.1,[::1]")
PUBLIC_URL = os.environ.get("RUAMPHON_URL", f"http://localhost:{PORT}")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if HTTPS else []

ROOMS = [
    "ruamphon.demo",
    "ruamphon.showcase",
    "ruamphon.home",
    "ruamphon.reports",
    "ruamphon.pathway",
    "ruamphon.costing",
    "ruamphon.cashbook",
    "ruamphon.programmes",
    "ruamphon.assessments",
    "ruamphon.registry",
    "ruamphon.people",
    "ruamphon.core",
]
INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
]
MIDDLEWARE = [
    "ruamphon.core.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "ruamphon.people.keys.middleware.SignInMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ruamphon.core.middleware.NoTraceMiddleware",
    "ruamphon.home.navigation.NavigationMiddleware",
    "ruamphon.demo.middleware.ExampleMiddleware",
    "ruamphon.core.middleware.RefusalMiddleware",
]
ROOT_URLCONF = "ruamphon.urls"
WSGI_APPLICATION = "ruamphon.wsgi.application"

_LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "ruamphon.core.context.site",
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "ruamphon.core.templatetags.ruamphon",
            ],
            "loaders": [
                ("template_partials.loader.Loader", [("django.template.loaders.cached.Loader", _LOADERS)]),
            ],
        },
    },
]
FORM_RENDERER = "ruamphon.core.form_look.FormLook"
COTTON_SNAKE_CASED_NAMES = False

DATABASES = {"default": _database(os.environ.get("DATABASE_URL"))}
CSRF_FAILURE_VIEW = "ruamphon.core.views.csrf_failure"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["ruamphon.people.sign_in.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
STAFF_SECOND_FACTOR = _flag("RUAMPHON_STAFF_SECOND_FACTOR")
LINE = {
    "id": os.environ.get("LINE_CHANNEL_ID", ""),
    "secret": os.environ.get("LINE_CHANNEL_SECRET", ""),
    "authorize": "https://access.line.me/oauth2/v2.1/authorize",
    "token": "https://api.line.me/oauth2/v2.1/token",  # an address, not a secret
    "issuer": "https://access.line.me",
}
ABSOLUTE_URL_OVERRIDES = {
    # Lower rooms say "the enterprise's page"; the page that composes all rooms lives in home.
    "registry.enterprise": lambda enterprise: reverse("home:enterprise-file", args=[enterprise.pk]),
    "programmes.playbookversion": lambda version: reverse("pathway:playbook", args=[version.pk]),
}
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL = "home:today"
LOGOUT_REDIRECT_URL = "people:sign-in"
SESSION_ENGINE = "ruamphon.core.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    },
}

# E-mail goes out only where a server is named; the console backend serves debugging alone.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_ON_CONSOLE = _flag("EMAIL_ON_CONSOLE")
if EMAIL_ON_CONSOLE and not DEBUG:
    raise ImproperlyConfigured("EMAIL_ON_CONSOLE needs RUAMPHON_DEBUG=1: mail does not belong in a log.")
EMAIL_IS_ON = bool(EMAIL_HOST) or EMAIL_ON_CONSOLE
_MAIL = "console" if EMAIL_ON_CONSOLE else "smtp" if EMAIL_HOST else "dummy"
EMAIL_BACKEND = f"django.core.mail.backends.{_MAIL}.EmailBackend"
EMAIL_HOST_USER = os.environ.get("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_PASSWORD", "")
EMAIL_USE_SSL = _flag("EMAIL_SSL")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "465" if EMAIL_USE_SSL else "587"))
EMAIL_USE_TLS = _flag("EMAIL_TLS", "0" if EMAIL_USE_SSL else "1")
EMAIL_TIMEOUT = 20  # seconds; the lease of a worker (people.outbox.states.LEASE) is far longer
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "")
if EMAIL_IS_ON and not DEFAULT_FROM_EMAIL:
    raise ImproperlyConfigured("Set EMAIL_FROM: the address that mail comes from.")

LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "ruamphon_language"
TIME_ZONE = "Asia/Bangkok"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BUILD / "static"
STATICFILES_DIRS = [("vendor", BUILD / "vendor")]
FILES_ROOT = HOME / "files"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FILES_ROOT},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 100  # the forms take 10 and say so; past this the whole page is refused
FILE_UPLOAD_PERMISSIONS = 0o600

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOG_LEVEL = os.environ.get("RUAMPHON_LOG_LEVEL", "INFO")
LOGGING_CONFIG = "ruamphon.core.logs.configure"
LOGGING = {"level": LOG_LEVEL}
# Lower rooms show these ways on their pages without knowing where they lead: (URL name, icon, Thai, English).
MORE_WAYS = {
    "programme": [
        ("home:cohorts-compare", "graph-up", "เทียบรุ่น", "Compare cohorts"),
        ("pathway:programme-stalls", "hourglass-split", "กลุ่มที่หยุดนิ่ง", "Groups that stand still"),
        ("pathway:programme-rules", "sliders", "กฎของโครงการ", "Rules"),
        ("pathway:alumni", "calendar-heart", "กลุ่มที่จบแล้วและการติดตามผล", "Alumni and follow-ups"),
    ],
    "cohort": [
        ("home:board", "kanban", "กระดาน", "Board"),
        ("pathway:cohort-stalls", "hourglass-split", "กลุ่มที่หยุดนิ่ง", "Groups that stand still"),
        ("pathway:cohort-readiness", "award", "ความพร้อมจบโครงการ", "Readiness to graduate"),
    ],
}
DAILY_TASKS = [
    "ruamphon.core.tasks.empty_bin",
    "ruamphon.core.tasks.sweep_unowned_files",
    "ruamphon.core.tasks.sweep_sessions",
    "ruamphon.people.outbox.tasks.tell_of_ending_grants",
    "ruamphon.people.keys.tasks.sweep_sign_ins",
    "ruamphon.pathway.tasks.apply_all_rules",
    "ruamphon.reports.tasks.expire_packs",
]
EACH_MINUTE = [  # functions that look and, if need be, queue a task
    "ruamphon.people.outbox.tasks.wake_if_due",
    "ruamphon.pathway.tasks.look_at_what_changed",
    "ruamphon.reports.tasks.wake_if_left",
]
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # sub-domains of the operator's domain are not ours to force onto HTTPS
    "security.W021",  # nor is the browsers' preload list ours to enter it in
]
