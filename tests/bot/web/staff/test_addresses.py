"""Addresses behind a path prefix, and where a login may lead."""

import pytest
from fastapi import Request
from hypothesis import given
from hypothesis import strategies as st

from bot.web.staff.addresses import STAFF_PATH, local_staff_path, login_address, staff_address


def request_to(path: str, query: str = "", root_path: str = "") -> Request:
    return Request(
        {
            "type": "http",
            "method": "GET",
            "scheme": "http",
            "server": ("127.0.0.1", 80),
            "path": path,
            "query_string": query.encode(),
            "root_path": root_path,
            "headers": [],
        }
    )


def test_the_prefix_goes_in_front() -> None:
    assert staff_address(request_to("/x")) == "/staff"
    assert staff_address(request_to("/x"), "/staff/login") == "/staff/login"
    assert staff_address(request_to("/x", root_path="/chat"), "/staff/login") == "/chat/staff/login"


@pytest.mark.parametrize(
    ("path", "query", "root_path", "address"),
    [
        ("/staff", "", "", "/staff/login?next=/staff"),
        ("/staff/audit", "page=2&by=%C3%85sa", "", "/staff/login?next=/staff/audit%3Fpage%3D2%26by%3D%25C3%2585sa"),
        ("/staff/documents/å b", "", "", "/staff/login?next=/staff/documents/%25C3%25A5%2520b"),
        # A proxy that leaves the prefix on, and one that takes it off.
        ("/chat/staff/audit", "", "/chat", "/chat/staff/login?next=/staff/audit"),
        ("/staff/audit", "", "/chat", "/chat/staff/login?next=/staff/audit"),
    ],
)
def test_the_login_leads_back(path: str, query: str, root_path: str, address: str) -> None:
    assert login_address(request_to(path, query, root_path)) == address


@pytest.mark.parametrize(
    "text",
    [
        "/staff",
        "/staff/",
        "/staff/audit",
        "/staff?x=1",
        "/staff/audit?page=2&by=..",
        "/staff/documents/a..b",
        "/staff/%C3%A5",
    ],
)
def test_staff_pages_are_let_through(text: str) -> None:
    assert local_staff_path(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "/api/v1/ask",
        "/staffroom",
        "staff/audit",
        " /staff",
        "https://evil.example/staff",
        "//evil.example/staff",
        "/\\evil.example/staff",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/staff/../api",
        "/staff/..",
        "/staff/%2e%2e/api",
        "/staff/.%2E/api",
        "/staff\\..\\..\\evil",
        "/staff/%5c..%5Capi",
        "/staff\n/audit",
        "/staff\r\nSet-Cookie: a=b",
        "/staff\x00",
        "/staff/å",
        "/staff/login",
        "/staff/login?next=/staff/login",
        "/staff/logout",
        "/staff/" + "x" * 2000,
    ],
)
def test_anything_else_leads_to_the_front(text: str) -> None:
    assert local_staff_path(text) == STAFF_PATH


@given(text=st.text(alphabet="/\\.%2eEfFsta?#:@\n é", max_size=20).map("/staff".__add__) | st.text())
def test_it_never_leads_out_of_the_staff_area(text: str) -> None:
    found = local_staff_path(text)
    assert found == "/staff" or found[:7] in ("/staff/", "/staff?", "/staff#")
    assert found.isascii()
    assert found.isprintable()
    assert local_staff_path(found) == found
