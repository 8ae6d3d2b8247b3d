"""Countries of origin grouped by region of the world, because single countries name people."""

from flask_babel import lazy_gettext as _

from app.core.vocabularies import EUROPEAN_UNION

REGION_NAMES = {
    "eu": _("European Union"),
    "europe": _("Other countries of Europe"),
    "north_africa": _("North Africa"),
    "west_africa": _("West Africa"),
    "middle_africa": _("Central Africa"),
    "east_south_africa": _("East and southern Africa"),
    "western_asia": _("Western Asia"),
    "central_south_asia": _("Central and southern Asia"),
    "east_asia_oceania": _("Eastern Asia and Oceania"),
    "latin_america": _("Latin America and the Caribbean"),
    "north_america": _("North America"),
}
"""After the regions of the United Nations (country or area codes for statistical use, M49), with
the European Union apart, Africa south of the Sahara by its parts, and small ones together."""
COUNTRIES = {
    "europe": "AD AL AX BA BY CH FO GB GG GI IM IS JE LI MC MD ME MK NO RS RU SJ SM UA VA XK",
    "north_africa": "DZ EG EH LY MA SD TN",
    "west_africa": "BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG",
    "middle_africa": "AO CD CF CG CM GA GQ ST TD",
    "east_south_africa": (
        "BI BW DJ ER ET IO KE KM LS MG MU MW MZ NA RE RW SC SO SS SZ TF TZ UG YT ZA ZM ZW"
    ),
    "western_asia": "AE AM AZ BH GE IL IQ JO KW LB OM PS QA SA SY TR YE",
    "central_south_asia": "AF BD BT IN IR KG KZ LK MV NP PK TJ TM UZ",
    "east_asia_oceania": (
        "AS AU BN CC CK CN CX FJ FM GU HK HM ID JP KH KI KP KR LA MH MM MN MO MP MY NC NF "
        "NR NU NZ PF PG PH PN PW SB SG TH TK TL TO TV TW UM VN VU WF WS"
    ),
    "latin_america": (
        "AG AI AR AW BB BL BO BQ BR BS BV BZ CL CO CR CU CW DM DO EC FK GD GF GP GS GT GY "
        "HN HT JM KN KY LC MF MQ MS MX NI PA PE PR PY SR SV SX TC TT UY VC VE VG VI"
    ),
    "north_america": "BM CA GL PM US",
}
"""By region, the codes of ISO 3166; those of the European Union are in the vocabularies."""
REGIONS: dict[str, str] = {
    code: region for region, codes in COUNTRIES.items() for code in codes.split()
} | (dict.fromkeys(EUROPEAN_UNION, "eu"))


def region_of(country: str | None) -> str:
    """The region of a country by its code; `unknown` without one, or for one nobody placed."""
    return REGIONS.get(country or "", "unknown")
