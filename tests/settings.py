"""Settings of the test run: the product's own, with a throw-away home, fast hashing and a tell-tale for lost variables."""

import os
import tempfile

os.environ.setdefault("RUAMPHON_HOME", tempfile.mkdtemp(prefix="ruamphon-test-"))
os.environ.setdefault("RUAMPHON_SECRET_KEY", "a key that guards nothing but tests")
os.environ.setdefault("RUAMPHON_LOG_LEVEL", "ERROR")

from ruamphon.settings import *  # noqa: F403
from ruamphon.settings import STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
WHITENOISE_AUTOREFRESH = True  # tests need no collected static files
