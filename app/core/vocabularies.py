"""The closed lists of codes that forms, imports and figures share, with their labels."""

import re

from babel import Locale

LANGUAGE_CODES = tuple(
    sorted(str(c) for c in Locale("en").languages if re.fullmatch("[a-z]{2,3}", str(c)))
)
COUNTRY_CODES = tuple(
    sorted(str(c) for c in Locale("en").territories if re.fullmatch("[A-Z]{2}", str(c)))
)
