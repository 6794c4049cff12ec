"""A small app with the real parts of the login, for tests of the staff area."""

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from starlette.testclient import TestClient

from bot.keeping.accounts import Account, Accounts, HashingCost
from bot.keeping.audit import AuditLog
from bot.keeping.database import Database
from bot.web.path_prefix import PathPrefix
from bot.web.staff import login
from bot.web.staff.sessions import RefusedRequest, Sessions, answer_refused, require_account, require_csrf
from bot.web.staff.throttling import LoginThrottle
from bot.web.templating import Pages

PASSWORD = "kolme sanaa riittää"


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffApp:
    """The app, and what a test looks at or turns."""

    app: FastAPI
    root_path: str
    clock: Clock
    accounts: Accounts
    sessions: Sessions
    audit: AuditLog

    def browser(self, address: str = "http://testserver", **headers: str) -> TestClient:
        """Somebody's browser: it keeps cookies, asks for English pages and follows no redirect."""
        return TestClient(
            PathPrefix(self.app, self.root_path),
            base_url=address,
            headers={"Accept-Language": "en", **headers},
            follow_redirects=False,
        )


def make_app(folder: Path, *, root_path: str = "", key: bytes = b"k" * 32, clock: Clock | None = None) -> StaffApp:
    """An app over the database in a folder; another one over the same is the same after a restart."""
    clock = clock or Clock()
    database = Database(folder / "lykbot.sqlite")
    accounts = Accounts(database, cost=HashingCost(rounds=1, memory_kib=8, lanes=1))
    sessions = Sessions(accounts, key, throttle=LoginThrottle(clock=clock), clock=clock)
    audit = AuditLog(database)
    app = FastAPI()
    app.state.parts = SimpleNamespace(accounts=accounts, sessions=sessions, audit=audit, pages=Pages("fi", root_path))
    app.include_router(login.router)
    app.add_exception_handler(RefusedRequest, answer_refused)

    @app.get("/staff/page")
    def page(account: Annotated[Account, Depends(require_account)], request: Request) -> dict[str, str]:
        return {"account": account.name, "token": sessions.csrf_token(request)}

    @app.post("/staff/change", dependencies=[Depends(require_csrf)])
    async def change(account: Annotated[Account, Depends(require_account)]) -> dict[str, str]:
        return {"changed_by": account.name}

    @app.get("/token")
    def token(request: Request) -> dict[str, str]:
        return {"token": sessions.csrf_token(request)}

    return StaffApp(app=app, root_path=root_path, clock=clock, accounts=accounts, sessions=sessions, audit=audit)


def read_token(page: str) -> str:
    """The token in the first form of a page."""
    return page.partition('name="csrf_token" value="')[2].partition('"')[0]
