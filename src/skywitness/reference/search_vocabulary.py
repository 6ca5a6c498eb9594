"""Search vocabulary: words for grades, uses and kinds of aircraft in English, Spanish and Russian, and forces."""

from collections.abc import Mapping
from typing import Final

GRADES: Final[Mapping[str, str]] = {
    "military": r"mil|militar(y|es)?|airforce|air force|army|navy|naval|forces|fuerza a[eé]rea|ej[eé]rcito"
    r"|armada|fuerzas armadas|военн\w*|ввс|вкс|армия|армейск\w*|вмф",
    "state": r"gov|government\w*|govt|state|gobierno|gubernamental\w*|estatal\w*|presidential|presidencial\w*|vip"
    r"|правительств\w*|государств\w*|президент\w*",
    "civil": r"civil|civilian|civiles|private|privad[oa]s?|commercial|comercial(es)?|гражданск\w*|частн\w*",
}
"""What a question says for a grade."""

GRADE_TEXTS: Final[Mapping[str, str]] = {
    "military": r"air force|airforce|\barmy\b|\bnavy\b|naval|marine corps|armed forces|military|militar\b"
    r"|fuerza a[eé]rea|ej[eé]rcito|\barmada\b|luftwaffe|arm[eé]e de l|aeronautica militare"
    r"|военн|\bввс\b|\bвкс\b|\bвмф\b",
    "state": r"government|\bstate\b|ministry|president|gobierno|ministerio|правительств|министерств|\bvip\b",
}
"""What operators, owners, uses and tags say where a source gives no grade."""

USES: Final[Mapping[str, str]] = {
    "police": r"polic(e|[ií]a\w*)|polizei\w*|gendarm\w+|carabinieri|guardia civil|sheriff|полици\w+|милици\w+",
    "coast guard": r"coast ?guards?|guardacostas|guardia costera|prefectura naval|берегов\w+ охран\w+",
    "border guard": r"border (guards?|patrol|force)|frontex|погранич\w+|пограничник\w*",
    "customs": r"customs|aduanas?|douanes?|guardia di finanza|таможен\w+|таможня",
    "ambulance": r"ambulance|medevac|hems|air med\w*|medical|ambulancia|sanitari[oa]s?|санитарн\w+|медицин\w+",
    "fire fighting": r"fire ?fight\w+|fire|firefighters?|bomberos|incendios|пожарн\w+",
    "search and rescue": r"sar|search and rescue|rescue|salvamento|rescate|спасат\w+|поисков\w+",
    "emergencies ministry": r"emercom|mchs|mcs|emergenc(y|ies) (ministry|situations)|мчс|чрезвычайн\w+",
    "prisons": r"prisons?|justice prisoner|jpats|conair|фсин",
    "cargo": r"cargo|freight\w*|carga|груз\w+",
    "surveillance": r"surveillance|recon\w*|isr|intelligence|vigilancia|reconocimiento|разведк\w+|разведыв\w+",
    "tanker": r"tankers?|refuel\w+|cisterna|заправщик\w*",
}
"""What a question and a source say for a use; one pattern for both, whole words."""

KINDS: Final[Mapping[str, str]] = {
    "Helicopter": r"helicopter(s|os)?|helic[oó]pteros?|choppers?|helos?|вертол[её]т\w*",
    "Gyrocopter": r"gyrocopters?|autogyros?|autogiros?|автожир\w*",
    "Tilt-wing": r"tilt-?rotors?|конвертоплан\w*",
    "Amphibian": r"amphibians?|anfibios?|амфиби\w+",
    "SeaPlane": r"seaplanes?|hidroavi[oó]n(es)?|гидросамол[её]т\w*",
}
"""Kinds of aircraft by their name in ICAO document 8643, with what a question says for them."""

FORCES: Final[Mapping[str, str]] = {
    "usaf": r"usaf|(us|united states) air force",
    "usn": r"usn|(us|united states) navy",
    "us navy": r"usn|(us|united states) navy",
    "us army": r"(us|united states) army",
    "usmc": r"usmc|(us|united states) marine corps",
    "uscg": r"uscg|(us|united states) coast guard",
    "cbp": r"cbp|customs and border protection",
    "raf": r"raf|royal air force",
    "raaf": r"raaf|royal australian air force",
    "rcaf": r"rcaf|royal canadian air force|canadian (armed )?forces",
    "vks": r"vks|russian? (federation )?(air|aerospace) force\w*|russian? - air force|вкс|ввс",
    "fav": r"fav|venezuelan? (air force|- air force)|aviaci[oó]n militar bolivariana",
    "ambv": r"aviaci[oó]n militar bolivariana|venezuelan? (air force|- air force)",
}
"""Short names of forces and services, with what sources write for them. The list is a judgement."""

SKIPPED: Final = (
    r"(the|of|and|in|by|from|with|aircraft|airplanes?|aeroplanes?|planes?|all|de|del|la|el|los|las|y|en"
    r"|avi[oó]n(es)?|aeronaves?|и|в|из|с|борт\w*|самол[её]т\w*)"
)
"""Words of a question that ask for nothing."""
