"""Migrations of the tenant database."""

import app  # noqa: F401 - every feature brings its tables
from app.core.db import Base
from app.core.migrating import run

run(Base.metadata)
