"""Run by the provider's own Python: Canaille, an OpenID Connect provider, with a few people in it.

Arguments: its port, the portal's address and a file for its database. A line of JSON on standard
input changes something and is answered with a line: `{"user": "an", "groups": [...]}`, or
`{"claims": {...}, "is_bare": false}`.
"""

from __future__ import annotations

import json
import sys
import threading
from typing import Any

from canaille import create_app  # type: ignore[import-not-found]  # in an environment of its own
from canaille.app import models  # type: ignore[import-not-found]
from canaille.backends import Backend  # type: ignore[import-not-found]
from canaille.oidc.provider import (  # type: ignore[import-not-found]
    OpenIDCode,
    authorization,
)
from canaille.oidc.userinfo import (  # type: ignore[import-not-found]
    UserInfo,
    generate_user_claims,
)
from werkzeug.serving import make_server

PORT, PORTAL, DATABASE = int(sys.argv[1]), sys.argv[2], sys.argv[3]
CLIENT = "stek-monitor"
PEOPLE = {
    "an": ["stek-coordinator:zaventem", "stek-coordinator:nergens", "sportclub"],
    "bo": ["stek-analyst", "stek-coordinator:zaventem"],
    "cas": ["sportclub"],
    "dora": ["stek-policy"],
    "eva": ["stek-analyst"],
    "fien": ["stek-policy"],
    "gert": ["stek-administrator"],
    "gil": ["stek-coordinator:zaventem"],
    "hilde": ["stek-coordinator:tienen"],
}
APP = create_app(
    {
        "SECRET_KEY": "alleen-voor-deze-test",
        "SERVER_NAME": f"localhost:{PORT}",
        "PREFERRED_URL_SCHEME": "http",
        # Its database in memory answers a question about two attributes with what has either.
        "CANAILLE": {"DATABASE": "sql", "JAVASCRIPT": False},
        "CANAILLE_SQL": {
            "DATABASE_URI": f"sqlite:///{DATABASE}",
            "PASSWORD_SCHEMES": "plaintext",
        },
    }
)
# Its own access tokens are the same for who signs in twice within a second, and it trips over that.
APP.config["OAUTH2_ACCESS_TOKEN_GENERATOR"] = True
authorization.register_token_generator(
    "default", authorization.create_bearer_token_generator(APP.config)
)


def fill() -> None:
    """The people, and the clients that may ask who they are."""
    for name in PEOPLE:
        person = models.User(
            user_name=name, formatted_name=name.title(), family_name="Voorbeeld",
            emails=[f"{name}@voorbeeld.be"], password=f"wachtwoord van {name}",
        )  # fmt: skip
        Backend.instance.save(person)
    client = models.Client(
        client_id=CLIENT, client_secret="geheim van de client",  # noqa: S106  # of these tests alone
        client_name="Stek-monitor", client_uri="https://stek.voorbeeld.be",
        redirect_uris=[f"{PORTAL}/aanmelden/oidc/terug"],
        post_logout_redirect_uris=[f"{PORTAL}/aanmelden"],
        grant_types=["authorization_code"], response_types=["code"],
        scope=["openid", "email", "profile", "groups"],
        token_endpoint_auth_method="client_secret_basic",  # noqa: S106  # a name
    )  # fmt: skip
    Backend.instance.save(client)
    client.audience = [client]
    Backend.instance.save(client)
    for name, groups in PEOPLE.items():
        give_groups(name, groups)


def give_groups(name: str, groups: list[str]) -> None:
    """Let somebody be in these groups and in no other."""
    person = Backend.instance.get(models.User, user_name=name)
    person.groups = [
        Backend.instance.get(models.Group, display_name=group) or models.Group(display_name=group)
        for group in groups
    ]
    Backend.instance.save(person)


def say(claims: dict[str, object], *, is_bare: bool) -> None:
    """Put other claims in identity tokens, or leave those of a person out."""

    def told(_: object, user: object, scope: str) -> object:
        whole = UserInfo(generate_user_claims(user)).filter(scope)
        return UserInfo(({"sub": whole["sub"]} if is_bare else whole) | claims)

    OpenIDCode.generate_user_info = told


def change(asked: dict[str, Any]) -> None:
    """Change what a line asks."""
    if "user" in asked:
        give_groups(asked["user"], asked["groups"])
    else:
        say(asked["claims"], is_bare=asked["is_bare"])


with APP.app_context(), Backend.instance.session():
    fill()
    SERVER = make_server("127.0.0.1", PORT, APP, threaded=True)
    threading.Thread(target=SERVER.serve_forever, daemon=True).start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        change(json.loads(line))
        sys.stdout.write("done\n")
        sys.stdout.flush()
