"""Whether the process lives, and whether it answers questions; for whatever starts and watches it."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse

from bot.live import LiveState
from bot.web.error_replies import RETRY_SECONDS
from bot.web.parts import parts_of

router = APIRouter(tags=["health"])


@router.get("/healthz", summary="Whether the process lives", response_class=PlainTextResponse)
@router.head("/healthz", include_in_schema=False)
async def is_alive() -> PlainTextResponse:
    """`ok`: the process lives."""
    return PlainTextResponse("ok\n")


@router.get(
    "/readyz",
    summary="Whether questions are answered",
    responses={503: {"description": "Questions cannot be answered; `reason` says why"}},
)
@router.head("/readyz", include_in_schema=False)
async def is_ready(request: Request) -> JSONResponse:
    """Whether a question has been answered from the index in force."""
    live = parts_of(request).live
    if live.state is LiveState.READY:
        return JSONResponse({"state": live.state.value})
    reply = {"state": live.state.value, "reason": live.reason}
    return JSONResponse(reply, status_code=503, headers={"Retry-After": str(RETRY_SECONDS)})
