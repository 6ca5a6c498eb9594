"""``/map.json``: the base map that the owner of the server chose in place of the one in the package, if any."""

from fastapi import APIRouter

from skywitness.web.answer import Document
from skywitness.web.base_map import OwnMap
from skywitness.web.page import ONE, add_page
from skywitness.web.site import AskedSite

router = APIRouter(tags=["map"])


def own_map(site: AskedSite) -> Document:
    """The owner's base map; all null where the one in the package is shown."""
    own = site.options.own_map or OwnMap()
    return Document({"tiles": own.tiles, "style_url": own.style_url, "style": own.style, "origins": own.origins})


add_page(router, "/map", own_map, ONE, page=False, lasting=False)
