"""The closed lists of codes that forms, imports and figures share, with their labels."""

import re

from babel import Locale
from flask_babel import lazy_gettext as _

LANGUAGE_CODES = tuple(
    sorted(str(c) for c in Locale("en").languages if re.fullmatch("[a-z]{2,3}", str(c)))
)
COUNTRY_CODES = tuple(
    sorted(str(c) for c in Locale("en").territories if re.fullmatch("[A-Z]{2}", str(c)))
)

GENDERS = {"f": _("Woman"), "m": _("Man"), "x": _("Other")}

LEVELS = {
    "A1": _("A1 · first words"),
    "A2": _("A2 · simple sentences"),
    "B1": _("B1 · everyday talk"),
    "B2": _("B2 · at ease"),
    "C1": _("C1 · fluent"),
    "C2": _("C2 · like a native speaker"),
    "native": _("Native speaker"),
}
"""Common European Framework of Reference for Languages (Council of Europe, 2001), and `native`."""
LEVEL_ORDER = tuple(LEVELS)

ISCED = {
    0: _("No schooling or less than primary"),
    1: _("Primary"),
    2: _("Lower secondary"),
    3: _("Upper secondary"),
    4: _("Post-secondary, not tertiary"),
    5: _("Short-cycle tertiary"),
    6: _("Bachelor or equivalent"),
    7: _("Master or equivalent"),
    8: _("Doctorate or equivalent"),
}
"""Levels of the International Standard Classification of Education (ISCED 2011, UNESCO)."""

LABOUR_STATUSES = {
    "job_seeker": _("Looking for work"),
    "inactive": _("Not looking for work"),
    "employed": _("In work"),
}
GOALS = {
    "job": _("A job"),
    "training": _("A training course"),
    "internship": _("An internship"),
    "studies": _("Studies"),
}
FUNCTION_LEVELS = {
    "manager": _("Manager or executive"),
    "employee": _("Employee"),
    "technical": _("Technician or skilled trade"),
    "worker": _("Manual worker"),
}

DAYS = {
    "mon": _("Monday"),
    "tue": _("Tuesday"),
    "wed": _("Wednesday"),
    "thu": _("Thursday"),
    "fri": _("Friday"),
    "sat": _("Saturday"),
    "sun": _("Sunday"),
}
HALVES = {"am": _("Morning"), "pm": _("Afternoon")}
HALF_DAYS = {
    "mon-am": _("Monday morning"),
    "mon-pm": _("Monday afternoon"),
    "tue-am": _("Tuesday morning"),
    "tue-pm": _("Tuesday afternoon"),
    "wed-am": _("Wednesday morning"),
    "wed-pm": _("Wednesday afternoon"),
    "thu-am": _("Thursday morning"),
    "thu-pm": _("Thursday afternoon"),
    "fri-am": _("Friday morning"),
    "fri-pm": _("Friday afternoon"),
    "sat-am": _("Saturday morning"),
    "sat-pm": _("Saturday afternoon"),
    "sun-am": _("Sunday morning"),
    "sun-pm": _("Sunday afternoon"),
}

NACE_DIVISIONS = {
    "01": _("Agriculture and hunting"),
    "02": _("Forestry"),
    "03": _("Fishing and fish farming"),
    "05": _("Coal mining"),
    "06": _("Oil and gas extraction"),
    "07": _("Mining of metal ores"),
    "08": _("Quarrying and other mining"),
    "09": _("Mining support"),
    "10": _("Food industry"),
    "11": _("Beverages industry"),
    "12": _("Tobacco industry"),
    "13": _("Textiles"),
    "14": _("Clothing industry"),
    "15": _("Leather and shoes"),
    "16": _("Wood industry"),
    "17": _("Paper industry"),
    "18": _("Printing"),
    "19": _("Coke and petroleum refining"),
    "20": _("Chemicals"),
    "21": _("Pharmaceuticals"),
    "22": _("Rubber and plastics"),
    "23": _("Glass, ceramics and cement"),
    "24": _("Basic metals"),
    "25": _("Metal products"),
    "26": _("Electronics and optics"),
    "27": _("Electrical equipment"),
    "28": _("Machinery"),
    "29": _("Motor vehicle industry"),
    "30": _("Ships, trains and aircraft"),
    "31": _("Furniture"),
    "32": _("Other manufacturing"),
    "33": _("Repair and installation of machinery"),
    "35": _("Electricity, gas and heating"),
    "36": _("Water supply"),
    "37": _("Sewerage"),
    "38": _("Waste and recycling"),
    "39": _("Clean-up of soil and water"),
    "41": _("Construction of buildings"),
    "42": _("Roads, railways and other civil engineering"),
    "43": _("Building trades"),
    "45": _("Trade and repair of motor vehicles"),
    "46": _("Wholesale trade"),
    "47": _("Shops and retail trade"),
    "49": _("Land transport"),
    "50": _("Water transport"),
    "51": _("Air transport"),
    "52": _("Warehousing and logistics"),
    "53": _("Post and couriers"),
    "55": _("Hotels and accommodation"),
    "56": _("Restaurants and catering"),
    "58": _("Publishing"),
    "59": _("Film, television and music production"),
    "60": _("Broadcasting and news"),
    "61": _("Telecommunications"),
    "62": _("Software and IT services"),
    "63": _("Hosting and information services"),
    "64": _("Banking and finance"),
    "65": _("Insurance and pension funds"),
    "66": _("Support of finance and insurance"),
    "68": _("Real estate"),
    "69": _("Law and accounting"),
    "70": _("Head offices and management consultancy"),
    "71": _("Architecture and engineering"),
    "72": _("Scientific research"),
    "73": _("Advertising, marketing and public relations"),
    "74": _("Design, translation and other specialist work"),
    "75": _("Veterinary care"),
    "77": _("Rental and leasing"),
    "78": _("Employment agencies"),
    "79": _("Travel agencies"),
    "80": _("Security"),
    "81": _("Cleaning, buildings and gardens"),
    "82": _("Office support and call centres"),
    "84": _("Public administration and defence"),
    "85": _("Education"),
    "86": _("Health care"),
    "87": _("Residential care"),
    "88": _("Social work and child care"),
    "90": _("Arts and performance"),
    "91": _("Libraries, museums and culture"),
    "92": _("Gambling"),
    "93": _("Sports and leisure"),
    "94": _("Associations and unions"),
    "95": _("Repair of household goods and vehicles"),
    "96": _("Hairdressing and other personal services"),
    "97": _("Domestic work"),
    "98": _("Households producing for themselves"),
    "99": _("International organisations"),
}
"""Divisions of NACE Rev. 2 (Regulation 1893/2006) and Rev. 2.1 (Regulation 2023/137), in short plain
words: all of 2.1, and 45, which only Rev. 2 has and older files use."""
