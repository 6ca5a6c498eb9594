"""``/``: the map, and the pages that the front end draws by itself."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from skywitness.web.front import front_page

router = APIRouter()


@router.get("/", include_in_schema=False)
@router.get("/help", include_in_schema=False)
async def home(request: Request) -> Response:
    """The front end."""
    return front_page(request.app.state.site.options.static)
