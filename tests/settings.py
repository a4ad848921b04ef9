"""The settings as tests run them: demo, in a data folder thrown away, quick passwords."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="studios-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
_postgres = os.environ.get("TEST_DATABASE_URL", "")  # to run all tests on PostgreSQL
for _name in [name for name in os.environ if name.startswith("STUDIOS_")]:
    del os.environ[_name]
os.environ["STUDIOS_DATA"] = _folder
if _postgres:
    os.environ["STUDIOS_DATABASE_URL"] = _postgres

from config.settings import *  # noqa: E402, F403  (after the environment is laid out)
from config.settings import DATA, DATABASES, STATIC_ROOT  # noqa: E402

STATIC_ROOT.mkdir()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if not _postgres:
    # A file, so that threads and processes meet as they do in life; not synced, being thrown away.
    DATABASES["default"]["TEST"] = {"NAME": DATA / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;"
    )
