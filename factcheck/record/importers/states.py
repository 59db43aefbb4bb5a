"""States as the sources label them, by exact tables: no label is ever matched by likeness. No Django.

Codes are the record's: ISO 3166-1 alpha-3 of the state that the United Nations counts as the member, and of former
members the code they had (YUG, CSK, DDR, YMD, ZAN). Where a label changed its holder, the day decides.
"""

from __future__ import annotations

from datetime import date

YUGOSLAVIA_ENDS = date(2000, 11, 1)
"""The day Serbia's membership (as the Federal Republic of Yugoslavia) begins; before it the seat was Yugoslavia's."""
CHINA_CHANGES = date(1971, 10, 25)

LIBRARY_CODES = {"GER": "DEU", "SUN": "RUS", "YAR": "YEM", "ZNZ": "ZAN", "EAZ": "ZAN"}
"""The library's own codes that differ from the record's. SCG and YUG are decided by the day."""

PERMANENT = {
    "USA": "USA",
    "UK": "GBR",
    "France": "FRA",
    "China": "CHN",
    "USSR": "RUS",
    "Russian Federation": "RUS",
}
"""How the library's tables of the Security Council name who vetoed."""

# fmt: off
UN_NAMES = {
    "AFGHANISTAN": "AFG", "ALBANIA": "ALB", "ALGERIA": "DZA", "ANDORRA": "AND", "ANGOLA": "AGO",
    "ANTIGUA AND BARBUDA": "ATG", "ARGENTINA": "ARG", "ARMENIA": "ARM", "AUSTRALIA": "AUS", "AUSTRIA": "AUT",
    "AZERBAIJAN": "AZE", "BAHAMAS": "BHS", "BAHRAIN": "BHR", "BANGLADESH": "BGD", "BARBADOS": "BRB", "BELARUS": "BLR",
    "BELGIUM": "BEL", "BELIZE": "BLZ", "BENIN": "BEN", "BHUTAN": "BTN", "BOLIVIA (PLURINATIONAL STATE OF)": "BOL",
    "BOSNIA AND HERZEGOVINA": "BIH", "BOTSWANA": "BWA", "BRAZIL": "BRA", "BRUNEI DARUSSALAM": "BRN",
    "BULGARIA": "BGR", "BURKINA FASO": "BFA", "BURUNDI": "BDI", "CABO VERDE": "CPV", "CAMBODIA": "KHM",
    "CAMEROON": "CMR", "CANADA": "CAN", "CENTRAL AFRICAN REPUBLIC": "CAF", "CHAD": "TCD", "CHILE": "CHL",
    "CHINA": "CHN", "COLOMBIA": "COL", "COMOROS": "COM", "CONGO": "COG", "COSTA RICA": "CRI", "COTE D'IVOIRE": "CIV",
    "CROATIA": "HRV", "CUBA": "CUB", "CYPRUS": "CYP", "CZECHIA": "CZE", "CÔTE D'IVOIRE": "CIV",
    "DEMOCRATIC PEOPLE'S REPUBLIC OF KOREA": "PRK", "DEMOCRATIC REPUBLIC OF THE CONGO": "COD", "DENMARK": "DNK",
    "DJIBOUTI": "DJI", "DOMINICA": "DMA", "DOMINICAN REPUBLIC": "DOM", "ECUADOR": "ECU", "EGYPT": "EGY",
    "EL SALVADOR": "SLV", "EQUATORIAL GUINEA": "GNQ", "ERITREA": "ERI", "ESTONIA": "EST", "ESWATINI": "SWZ",
    "ETHIOPIA": "ETH", "FIJI": "FJI", "FINLAND": "FIN", "FRANCE": "FRA", "GABON": "GAB", "GAMBIA": "GMB",
    "GEORGIA": "GEO", "GERMANY": "DEU", "GHANA": "GHA", "GREECE": "GRC", "GRENADA": "GRD", "GUATEMALA": "GTM",
    "GUINEA": "GIN", "GUINEA-BISSAU": "GNB", "GUYANA": "GUY", "HAITI": "HTI", "HONDURAS": "HND", "HUNGARY": "HUN",
    "ICELAND": "ISL", "INDIA": "IND", "INDONESIA": "IDN", "IRAN (ISLAMIC REPUBLIC OF)": "IRN", "IRAQ": "IRQ",
    "IRELAND": "IRL", "ISRAEL": "ISR", "ITALY": "ITA", "JAMAICA": "JAM", "JAPAN": "JPN", "JORDAN": "JOR",
    "KAZAKHSTAN": "KAZ", "KENYA": "KEN", "KIRIBATI": "KIR", "KUWAIT": "KWT", "KYRGYZSTAN": "KGZ",
    "LAO PEOPLE'S DEMOCRATIC REPUBLIC": "LAO", "LATVIA": "LVA", "LEBANON": "LBN", "LESOTHO": "LSO", "LIBERIA": "LBR",
    "LIBYA": "LBY", "LIECHTENSTEIN": "LIE", "LITHUANIA": "LTU", "LUXEMBOURG": "LUX", "MADAGASCAR": "MDG",
    "MALAWI": "MWI", "MALAYSIA": "MYS", "MALDIVES": "MDV", "MALI": "MLI", "MALTA": "MLT", "MARSHALL ISLANDS": "MHL",
    "MAURITANIA": "MRT", "MAURITIUS": "MUS", "MEXICO": "MEX", "MICRONESIA (FEDERATED STATES OF)": "FSM",
    "MONACO": "MCO", "MONGOLIA": "MNG", "MONTENEGRO": "MNE", "MOROCCO": "MAR", "MOZAMBIQUE": "MOZ", "MYANMAR": "MMR",
    "NAMIBIA": "NAM", "NAURU": "NRU", "NEPAL": "NPL", "NETHERLANDS": "NLD", "NETHERLANDS (KINGDOM OF THE)": "NLD",
    "NEW ZEALAND": "NZL", "NICARAGUA": "NIC", "NIGER": "NER", "NIGERIA": "NGA", "NORTH MACEDONIA": "MKD",
    "NORWAY": "NOR", "OMAN": "OMN", "PAKISTAN": "PAK", "PALAU": "PLW", "PANAMA": "PAN", "PAPUA NEW GUINEA": "PNG",
    "PARAGUAY": "PRY", "PERU": "PER", "PHILIPPINES": "PHL", "POLAND": "POL", "PORTUGAL": "PRT", "QATAR": "QAT",
    "REPUBLIC OF KOREA": "KOR", "REPUBLIC OF MOLDOVA": "MDA", "ROMANIA": "ROU", "RUSSIAN FEDERATION": "RUS",
    "RWANDA": "RWA", "SAINT KITTS AND NEVIS": "KNA", "SAINT LUCIA": "LCA", "SAINT VINCENT AND THE GRENADINES": "VCT",
    "SAMOA": "WSM", "SAN MARINO": "SMR", "SAO TOME AND PRINCIPE": "STP", "SAUDI ARABIA": "SAU", "SENEGAL": "SEN",
    "SERBIA": "SRB", "SEYCHELLES": "SYC", "SIERRA LEONE": "SLE", "SINGAPORE": "SGP", "SLOVAKIA": "SVK",
    "SLOVENIA": "SVN", "SOLOMON ISLANDS": "SLB", "SOMALIA": "SOM", "SOUTH AFRICA": "ZAF", "SOUTH SUDAN": "SSD",
    "SPAIN": "ESP", "SRI LANKA": "LKA", "SUDAN": "SDN", "SURINAME": "SUR", "SWEDEN": "SWE", "SWITZERLAND": "CHE",
    "SYRIAN ARAB REPUBLIC": "SYR", "TAJIKISTAN": "TJK", "THAILAND": "THA", "TIMOR-LESTE": "TLS", "TOGO": "TGO",
    "TONGA": "TON", "TRINIDAD AND TOBAGO": "TTO", "TUNISIA": "TUN", "TURKEY": "TUR", "TURKIYE": "TUR",
    "TURKMENISTAN": "TKM", "TUVALU": "TUV", "TÜRKIYE": "TUR", "TÜRKÝYE": "TUR", "TÜRKİYE": "TUR", "UGANDA": "UGA",
    "UKRAINE": "UKR", "UNITED ARAB EMIRATES": "ARE", "UNITED KINGDOM": "GBR", "UNITED REPUBLIC OF TANZANIA": "TZA",
    "UNITED STATES": "USA", "URUGUAY": "URY", "UZBEKISTAN": "UZB", "VANUATU": "VUT",
    "VENEZUELA (BOLIVARIAN REPUBLIC OF)": "VEN", "VIET NAM": "VNM", "YEMEN": "YEM", "ZAMBIA": "ZMB",
    "ZIMBABWE": "ZWE",
}
"""Names in the machine-readable resolutions, in capitals, misspellings that occur included."""

VOETEN_NAMES = {
    "Afghanistan": "AFG", "Albania": "ALB", "Algeria": "DZA", "Andorra": "AND", "Angola": "AGO",
    "Antigua & Barbuda": "ATG", "Argentina": "ARG", "Armenia": "ARM", "Australia": "AUS", "Austria": "AUT",
    "Azerbaijan": "AZE", "Bahamas": "BHS", "Bahrain": "BHR", "Bangladesh": "BGD", "Barbados": "BRB", "Belarus": "BLR",
    "Belgium": "BEL", "Belize": "BLZ", "Benin": "BEN", "Bhutan": "BTN", "Bolivia": "BOL",
    "Bosnia & Herzegovina": "BIH", "Botswana": "BWA", "Brazil": "BRA", "Brunei": "BRN", "Bulgaria": "BGR",
    "Burkina Faso": "BFA", "Burundi": "BDI", "Cambodia": "KHM", "Cameroon": "CMR", "Canada": "CAN",
    "Cape Verde": "CPV", "Central African Republic": "CAF", "Chad": "TCD", "Chile": "CHL", "China": "CHN",
    "Colombia": "COL", "Comoros": "COM", "Congo - Brazzaville": "COG", "Congo - Kinshasa": "COD", "Costa Rica": "CRI",
    "Croatia": "HRV", "Cuba": "CUB", "Cyprus": "CYP", "Czechia": "CZE", "Czechoslovakia": "CSK",
    "Côte d’Ivoire": "CIV", "Denmark": "DNK", "Djibouti": "DJI", "Dominica": "DMA", "Dominican Republic": "DOM",
    "Ecuador": "ECU", "Egypt": "EGY", "El Salvador": "SLV", "Equatorial Guinea": "GNQ", "Eritrea": "ERI",
    "Estonia": "EST", "Eswatini": "SWZ", "Ethiopia": "ETH", "Federal Republic of Germany": "DEU", "Fiji": "FJI",
    "Finland": "FIN", "France": "FRA", "Gabon": "GAB", "Gambia": "GMB", "Georgia": "GEO",
    "German Democratic Republic": "DDR", "Germany": "DEU", "Ghana": "GHA", "Greece": "GRC", "Grenada": "GRD",
    "Guatemala": "GTM", "Guinea": "GIN", "Guinea-Bissau": "GNB", "Guyana": "GUY", "Haiti": "HTI", "Honduras": "HND",
    "Hungary": "HUN", "Iceland": "ISL", "India": "IND", "Indonesia": "IDN", "Iran": "IRN", "Iraq": "IRQ",
    "Ireland": "IRL", "Israel": "ISR", "Italy": "ITA", "Jamaica": "JAM", "Japan": "JPN", "Jordan": "JOR",
    "Kazakhstan": "KAZ", "Kenya": "KEN", "Kiribati": "KIR", "Kuwait": "KWT", "Kyrgyzstan": "KGZ", "Laos": "LAO",
    "Latvia": "LVA", "Lebanon": "LBN", "Lesotho": "LSO", "Liberia": "LBR", "Libya": "LBY", "Liechtenstein": "LIE",
    "Lithuania": "LTU", "Luxembourg": "LUX", "Madagascar": "MDG", "Malawi": "MWI", "Malaysia": "MYS",
    "Maldives": "MDV", "Mali": "MLI", "Malta": "MLT", "Marshall Islands": "MHL", "Mauritania": "MRT",
    "Mauritius": "MUS", "Mexico": "MEX", "Micronesia (Federated States of)": "FSM", "Moldova": "MDA", "Monaco": "MCO",
    "Mongolia": "MNG", "Montenegro": "MNE", "Morocco": "MAR", "Mozambique": "MOZ", "Myanmar (Burma)": "MMR",
    "Namibia": "NAM",
    "Nauru": "NRU", "Nepal": "NPL", "Netherlands": "NLD", "New Zealand": "NZL", "Nicaragua": "NIC", "Niger": "NER",
    "Nigeria": "NGA", "North Korea": "PRK", "North Macedonia": "MKD", "Norway": "NOR", "Oman": "OMN",
    "Pakistan": "PAK", "Palau": "PLW", "Panama": "PAN", "Papua New Guinea": "PNG", "Paraguay": "PRY", "Peru": "PER",
    "Philippines": "PHL", "Poland": "POL", "Portugal": "PRT", "Qatar": "QAT", "Romania": "ROU", "Russia": "RUS",
    "Rwanda": "RWA", "Samoa": "WSM", "San Marino": "SMR", "Saudi Arabia": "SAU", "Senegal": "SEN",
    "Seychelles": "SYC", "Sierra Leone": "SLE", "Singapore": "SGP", "Slovakia": "SVK", "Slovenia": "SVN",
    "Solomon Islands": "SLB", "Somalia": "SOM", "South Africa": "ZAF", "South Korea": "KOR", "South Sudan": "SSD",
    "Spain": "ESP", "Sri Lanka": "LKA", "St. Kitts & Nevis": "KNA", "St. Lucia": "LCA",
    "St. Vincent & Grenadines": "VCT", "Sudan": "SDN", "Suriname": "SUR", "Sweden": "SWE", "Switzerland": "CHE",
    "Syria": "SYR", "São Tomé & Príncipe": "STP", "Tajikistan": "TJK", "Tanzania": "TZA", "Thailand": "THA",
    "Timor-Leste": "TLS", "Togo": "TGO", "Tonga": "TON", "Trinidad & Tobago": "TTO", "Tunisia": "TUN",
    "Turkey": "TUR", "Turkmenistan": "TKM", "Tuvalu": "TUV", "Uganda": "UGA", "Ukraine": "UKR",
    "United Arab Emirates": "ARE", "United Kingdom": "GBR", "United States": "USA", "Uruguay": "URY",
    "Uzbekistan": "UZB", "Vanuatu": "VUT", "Venezuela": "VEN", "Vietnam": "VNM", "Yemen": "YEM",
    "Yemen Arab Republic": "YEM", "Yemen People's Republic": "YMD", "Zambia": "ZMB", "Zanzibar": "ZAN",
    "Zimbabwe": "ZWE",
}
"""Names in Voeten's data, apart from Yugoslavia and Taiwan, which depend on the day."""
# fmt: on


def of_library(code: str, day: date | None) -> str:
    """The record's code of the library's `ms_code`. Raises KeyError on what is no code of three letters."""
    code = code.strip()
    if len(code) != 3 or not code.isascii() or not code.isalpha() or not code.isupper():
        raise KeyError(code)
    if code in ("YUG", "SCG", "SRB"):
        return _yugoslavia(day) if day is not None else _refuse(code)
    return LIBRARY_CODES.get(code, code)


def of_un(name: str) -> str:
    """The code of a name in a list of the United Nations. Raises KeyError on an unknown one."""
    return UN_NAMES[" ".join(name.replace("’", "'").replace("\xa0", " ").upper().split())]


def of_voeten(name: str, year: int, month: int) -> str:
    """The code of a country of Voeten's in a month. Raises KeyError on an unknown one."""
    if name == "Yugoslavia":
        return _yugoslavia(date(year, month, 1))
    if name == "Taiwan":
        return "CHN" if (year, month) <= (CHINA_CHANGES.year, CHINA_CHANGES.month) else _refuse(name)
    return VOETEN_NAMES[name]


def _yugoslavia(day: date) -> str:
    return "SRB" if day >= YUGOSLAVIA_ENDS else "YUG"


def _refuse(label: str) -> str:
    raise KeyError(label)
