"""Migrations of the shared database."""

import app  # noqa: F401 - every feature brings its tables
from app.core.db import SharedBase
from app.core.migrating import run

run(SharedBase.metadata)
