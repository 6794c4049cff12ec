"""Whether a request that changes something comes from a page of ours."""

from urllib.parse import urlsplit

from fastapi import Request


def is_same_origin(request: Request) -> bool:
    """Whether the browser says that a page of this site sent the request; without any word of it, it did not.

    Browsers send ``Sec-Fetch-Site`` with every request, and ``Origin`` with every POST
    (https://www.w3.org/TR/fetch-metadata/).
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == request.headers.get("host")
