"""Settings of the test run: the product's own, with a throw-away home, fast hashing and a tell-tale for lost variables."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "RUAMPHON_HOME" not in os.environ:  # workers of one run share the home of the process that began it
    os.environ["RUAMPHON_HOME"] = tempfile.mkdtemp(prefix="ruamphon-test-")
    atexit.register(shutil.rmtree, os.environ["RUAMPHON_HOME"], ignore_errors=True)
os.environ.setdefault("RUAMPHON_SECRET_KEY", "a key that guards nothing but tests")
os.environ.setdefault("RUAMPHON_LOG_LEVEL", "ERROR")

from ruamphon.settings import *  # noqa: F403
from ruamphon.settings import FILES_ROOT, STORAGES

FILES_ROOT = Path(FILES_ROOT) / os.environ.get("PYTEST_XDIST_WORKER", "alone")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "default": STORAGES["default"] | {"OPTIONS": {"location": FILES_ROOT}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
WHITENOISE_AUTOREFRESH = True  # tests need no collected static files
