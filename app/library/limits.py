"""How long and how large the parts of a module may be, for forms and shipped files alike."""

import re

TITLE = 160
SUMMARY = 600
OBJECTIVE = 300
LINE = 300
BODY = 60_000
REMARK = 1_000
MINUTES = 6_000
POSITION = 999
OBJECTIVES = 12
QUESTIONS = 30
OPTIONS = 6
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""The address of a module, which never changes: `cv-and-letter`."""
