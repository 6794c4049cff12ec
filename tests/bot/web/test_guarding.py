"""The headers of every kind of route, bounds on bodies however they are sent, and who may call the API."""

import json

import pytest
from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import WebSettings
from bot.web.guarding import MAX_BODY_BYTES, MAX_UPLOAD_BYTES, content_policy
from tests.bot.web.small_app import RawReply, call, make_app

router = APIRouter()
PATHS = ("/", "/documents/a.fi", "/staff", "/staff/login", "/docs", "/api/v1/documents", "/static/a.css", "/embed.js")


@router.get("/own-policy")
def show_own_policy() -> Response:
    return PlainTextResponse("", headers={"Content-Security-Policy": "default-src *", "Cache-Control": "max-age=5"})


@router.get("/broken")
@router.get("/api/v1/broken")
def fail() -> None:
    raise RuntimeError


@router.get("/{path:path}")
def show(path: str) -> Response:
    return PlainTextResponse("x", 404 if path.endswith("nothing") else 200)


@router.post("/unread")
def leave_unread() -> str:
    return "done"


@router.post("/{path:path}")
async def count(request: Request) -> int:
    return len(await request.body())


def get(path: str, query: str = "", scheme: str = "http", web: WebSettings | None = None) -> dict[str, str]:
    return call(make_app(router, web=web), path, query=query, scheme=scheme).headers


def post(path: str, chunks: list[bytes], length: str | None = None, web: WebSettings | None = None) -> RawReply:
    headers = [] if length is None else [("Content-Length", length)]
    return call(make_app(router, web=web), path, method="POST", chunks=chunks, headers=headers)


def directives(headers: dict[str, str]) -> dict[str, str]:
    parts = (part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    return {name: sources for name, sources in parts}


# --- Headers ---


@pytest.mark.parametrize("path", [*PATHS, "/nothing", "/api/v1/nothing", "/broken", "/api/v1/broken", "/own-policy"])
def test_everywhere(path: str) -> None:
    headers = get(path)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["permissions-policy"].startswith("camera=(), ")
    assert headers["content-security-policy"]
    assert "strict-transport-security" not in headers
    assert "set-cookie" not in headers


@pytest.mark.parametrize("path", ["/", "/documents/a.fi", "/staff", "/docs", "/nothing", "/broken", "/staffroom"])
def test_pages_run_no_script_but_ours(path: str) -> None:
    policy = directives(get(path))
    del policy["frame-ancestors"]
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
    }


@pytest.mark.parametrize("path", ["/api/v1/documents", "/api/v1/nothing", "/static/a.svg", "/embed.js"])
def test_what_is_no_page_may_do_nothing(path: str) -> None:
    assert directives(get(path)) == {"default-src": "'none'", "frame-ancestors": "'none'"}


@pytest.mark.parametrize("web", [WebSettings(), WebSettings(embed_origins=("https://a.example", "https://b.example"))])
@pytest.mark.parametrize("path", ["/staff", "/staff/login", "/docs", "/api/v1/documents"])
def test_never_in_a_frame(path: str, web: WebSettings) -> None:
    headers = get(path, web=web)
    assert (directives(headers)["frame-ancestors"], headers["x-frame-options"]) == ("'none'", "DENY")


@pytest.mark.parametrize("path", ["/", "/documents/a.fi", "/staffroom"])
def test_in_frames_of_the_origins_allowed(path: str) -> None:
    headers = get(path)
    assert (directives(headers)["frame-ancestors"], headers["x-frame-options"]) == ("'self'", "SAMEORIGIN")
    headers = get(path, web=WebSettings(embed_origins=("https://a.example", "https://b.example")))
    assert directives(headers)["frame-ancestors"] == "'self' https://a.example https://b.example"
    assert "x-frame-options" not in headers


def test_only_the_script_for_other_sites_is_for_them() -> None:
    found = {path: get(path)["cross-origin-resource-policy"] for path in PATHS}
    assert found.pop("/embed.js") == "cross-origin"
    assert set(found.values()) == {"same-origin"}


def test_areas_are_known_behind_a_prefix() -> None:
    web = WebSettings(root_path="/lykbot")
    for path in ("/staff", "/lykbot/staff"):
        assert get(path, web=web)["x-frame-options"] == "DENY"
    assert get("/lykbot/embed.js", web=web)["cross-origin-resource-policy"] == "cross-origin"
    assert get("/lykbot/static/a.css", "v=1", web=web)["cache-control"].endswith("immutable")


@pytest.mark.parametrize("path", PATHS)
def test_encrypted_visits_stay_so(path: str) -> None:
    assert get(path, scheme="https")["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize(
    ("path", "query", "expected"),
    [
        ("/", "", "no-store"),
        ("/", "v=1", "no-store"),
        ("/staff", "", "no-store"),
        ("/api/v1/documents", "", "no-store"),
        ("/static/a.css", "v=0123", "public, max-age=31536000, immutable"),
        ("/static/a.css", "", "no-cache"),
        ("/static/a.css", "w=0123", "no-cache"),
        ("/static/nothing", "v=0123", "no-store"),
        ("/own-policy", "", "max-age=5"),
    ],
)
def test_cache_control(path: str, query: str, expected: str) -> None:
    assert get(path, query)["cache-control"] == expected


def test_a_page_may_bring_its_own_policy() -> None:
    assert get("/own-policy")["content-security-policy"] == "default-src *"
    policy = content_policy("'none'", style_src="'self' 'unsafe-inline'", frame_src="'self'")
    assert "; style-src 'self' 'unsafe-inline'; " in policy
    assert policy.endswith("; base-uri 'none'; frame-src 'self'; frame-ancestors 'none'")


# --- Bodies ---


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/feedback", MAX_BODY_BYTES),
        ("/staff/login", MAX_BODY_BYTES),
        ("/staff/documents/previews", MAX_BODY_BYTES),
        ("/staff/documents/preview", MAX_UPLOAD_BYTES),
    ],
)
def test_body_limit(path: str, most: int) -> None:
    for length in (None, str(most)):
        assert post(path, [b"x" * most], length).body == str(most).encode()
    # With the length said, not said, and said wrongly.
    for length in (str(most + 1), None, "10", "-1", "x", ""):
        reply = post(path, [b"x" * (most - 5), b"x" * 6], length)
        assert (reply.status, b"Liian suuri" in reply.body) == (413, True)


@pytest.mark.parametrize("length", ["65537", "9" * 5000])
def test_too_much_is_refused_before_it_is_read(length: str) -> None:
    reply = post("/unread", [b""], length)
    assert reply.status == 413
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_many_small_chunks() -> None:
    assert post("/feedback", [b"x"] * 70_000).status == 413


@pytest.mark.parametrize("path", ["/lykbot/staff/documents/preview", "/staff/documents/preview"])
def test_uploads_behind_a_prefix(path: str) -> None:
    assert post(path, [b"x" * 100_000], web=WebSettings(root_path="/lykbot")).status == 200


def test_other_methods_have_the_small_limit() -> None:
    headers = [("Content-Length", "100000")]
    assert call(make_app(router), "/staff/documents/preview", method="PUT", headers=headers).status == 413


@given(sizes=st.lists(st.integers(0, 40_000), max_size=6))
def test_chunks_count_together(sizes: list[int]) -> None:
    reply = post("/feedback", [b"x" * size for size in sizes] or [b""])
    total = sum(sizes)
    assert reply.status == (413 if total > MAX_BODY_BYTES else 200)


# --- Scripts of other sites ---


def call_api(
    web: WebSettings, path: str = "/api/v1/documents", method: str = "GET", *more: tuple[str, str]
) -> RawReply:
    return call(make_app(router, web=web), path, method=method, headers=[("Origin", "https://a.example"), *more])


ALLOWED = WebSettings(cors_origins=("https://a.example",))
PREFLIGHT = (("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type"))


def test_no_other_site_by_default() -> None:
    assert not [name for name in call_api(WebSettings()).headers if name.startswith("access-control-")]
    reply = call_api(WebSettings(), "/api/v1/documents", "OPTIONS", *PREFLIGHT)
    assert reply.status == 405
    assert "access-control-allow-origin" not in reply.headers


def test_allowed_origin() -> None:
    headers = call_api(ALLOWED).headers
    assert headers["access-control-allow-origin"] == "https://a.example"
    assert headers["access-control-expose-headers"] == "Retry-After"
    assert headers["vary"] == "Origin"
    assert "access-control-allow-credentials" not in headers
    reply = call_api(ALLOWED, "/api/v1/documents", "OPTIONS", *PREFLIGHT)
    assert (reply.status, reply.headers["access-control-allow-methods"]) == (200, "GET, POST")


@pytest.mark.parametrize("path", ["/", "/staff", "/staff/feedback.csv", "/readyz", "/api/v2/x", "/documents/api/v1/x"])
def test_nothing_but_the_api(path: str) -> None:
    assert not [name for name in call_api(ALLOWED, path).headers if name.startswith("access-control-")]


def test_other_origins() -> None:
    for origin in ("https://b.example", "http://a.example", "https://a.example.evil.example", "null"):
        web = WebSettings(cors_origins=(origin,))
        assert "access-control-allow-origin" not in call_api(web).headers


def test_errors_can_be_read_by_them_too() -> None:
    reply = call_api(ALLOWED, "/api/v1/broken")
    assert (reply.status, reply.headers["access-control-allow-origin"]) == (500, "https://a.example")
    assert json.loads(reply.body)["error"]["code"] == "failed"
