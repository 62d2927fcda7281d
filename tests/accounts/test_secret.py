"""Tokens on pages: masked otherwise each time, and known again."""

from __future__ import annotations

from vbparse.accounts import secret


def test_a_token_is_masked_otherwise_each_time_and_known_again() -> None:
    token = secret.csrf_token(secret.make_secret())
    masked = {secret.mask(token) for _ in range(50)}
    assert len(masked) == 50
    assert {secret.unmask(one) for one in masked} == {token.encode()}
    assert token not in "".join(masked)


def test_what_was_not_masked_is_no_token() -> None:
    token = secret.csrf_token(secret.make_secret())
    for given in (token, "", "ü", "=", secret.mask(token)[:-4], secret.mask("x" * len(token))):
        assert secret.unmask(given) != token.encode()
