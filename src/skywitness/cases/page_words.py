"""Page words: the words and marks by which parts of a page are told, in several languages."""

import re

STANDFIRST = re.compile(
    r"standfirst|sub-?title|sub-?head(line|ing)?\b|\bdek\b|\bdeck\b|\blede?\b|article[-_]*(intro|summary|lead)"
    r"|bajada|entradilla|chapo\b",
    re.IGNORECASE,
)
CAPTION = re.compile(r"caption|photo-?credit|image-?credit|media-?credit|pie-?de-?foto", re.IGNORECASE)
EMBED = re.compile(
    r"twitter-tweet|tweet-?embed|embedded-?tweet|instagram-media|fb-post|telegram-post|tgme_widget|bluesky-embed"
    r"|mastodon-embed|tiktok-embed|reddit-embed|social-?embed",
    re.IGNORECASE,
)
POST_URL = re.compile(
    r"https?://(?:www\.|mobile\.)?(?:(?:twitter|x)\.com/\w+/status/\d+|t\.me/\w+/\d+|(?:m\.)?facebook\.com/[^?\s]+/posts/"
    r"|instagram\.com/p/|bsky\.app/profile/[^/\s]+/post/|vk\.com/wall|tiktok\.com/@[^/\s]+/video/)[^\s\"']*",
    re.IGNORECASE,
)
BYLINE = re.compile(r"\bby-?line\b|\bauthors?\b|\bcredits?\b|article-?info|writer", re.IGNORECASE)
BOILERPLATE = re.compile(
    r"\bnav|menu|cookie|consent|gdpr|banner|related|newsletter|subscri|promo|share|sharing|\bsocial|footer|sidebar"
    r"|comment|advert|\bads?\b|breadcrumb|\btags?\b|recommend|read-?more|sign-?up|toolbar|masthead|skip-?link|paywall",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"^\W*((additional )?(reporting|writing|editing|translation)( and \w+)? by\b|compiled by\b"
    r"|with (reporting|files|information) from\b|con información de\b|con informes de\b"
    r"|avec\b.{0,40}\b(afp|reuters)\b|по материалам\b|по информации\b.{0,30}$|источник:|fuente:|source:"
    r"|by\s+(?-i:[A-Z])[\w.'\u2019-]+(\s+(?-i:[A-Z])[\w.'\u2019-]+){0,3}(,? (and|in|for)\b.{0,60})?$)"
    r"|\bcontributed to this (report|article|story)\b|\bcontribuy(ó|eron) (a|con) este\b",
    re.IGNORECASE,
)
"""A paragraph that says who wrote, reported or supplied it."""
AGENCIES = {
    "Reuters": r"reuters|рейтерс?",
    "AP": r"(?-i:AP)|associated press",
    "AFP": r"(?-i:AFP)|agence france[- ]presse",
    "TASS": r"(itar-)?tass|тасс",
    "RIA Novosti": r"ria novosti|риа новости",
    "Sputnik": r"sputnik(?! v)",
    "Interfax": r"interfax|интерфакс",
    "EFE": r"(?-i:EFE)",
    "dpa": r"(?-i:dpa|DPA)",
    "Xinhua": r"xinhua",
    "Bloomberg": r"bloomberg",
    "ANSA": r"(?-i:ANSA)",
    "Anadolu": r"anadolu",
    "UPI": r"(?-i:UPI)",
}
"""News agencies by the names that credit lines give them."""
_AGENCY = re.compile(
    "|".join(f"(?P<a{i}>(?<!\\w)(?:{form})(?!\\w))" for i, form in enumerate(AGENCIES.values())), re.IGNORECASE
)
_DATELINE = re.compile(r"^[^.]{0,80}?\(([^()]{2,40})\)\s*[-\u2013\u2014]")
"""What stands before the first sentence of a wire story: ``CARACAS (Reuters) -``."""


def agencies_in(text: str) -> list[str]:
    """News agencies named in a text, in the order of their first mention."""
    found = [int(name[1:]) for hit in _AGENCY.finditer(text) for name, value in hit.groupdict().items() if value]
    names = list(AGENCIES)
    return list(dict.fromkeys(names[index] for index in found))


def agencies_of_dateline(paragraph: str) -> list[str]:
    """News agencies that a paragraph begins with as its origin."""
    said = _DATELINE.match(paragraph)
    return agencies_in(said[1]) if said else []
