"""Which messages are sent together: none waits behind all those of others."""

from __future__ import annotations

from pathlib import Path

from vbparse.accounts.accounts import Accounts
from vbparse.accounts.deliveries import AT_ONCE, NewMessage
from vbparse.accounts.webhooks import NewWebhook, Position


def test_a_webhook_with_much_to_tell_holds_up_no_other(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path)
    new = [NewWebhook(name, "https://a.example", ["job.finished"], "reader") for name in ("một cửa", "điều hành")]
    busy, calm = (accounts.webhooks.make(one, Position(0, "", ""))[0] for one in new)
    for n in range(2 * AT_ONCE):
        accounts.deliveries.add(busy.id, NewMessage("job.finished", f'{{"n": {n}}}'))
    accounts.deliveries.add(calm.id, NewMessage("job.finished", "{}"))
    claimed = accounts.deliveries.claim()
    assert len(claimed) == AT_ONCE
    assert [one.webhook for one in claimed].count(calm.id) == 1
    assert [one.body for one in claimed if one.webhook == busy.id] == [f'{{"n": {n}}}' for n in range(AT_ONCE - 1)]
    rest = [*accounts.deliveries.claim(), *accounts.deliveries.claim()]
    assert len({one.id for one in claimed + rest}) == 2 * AT_ONCE + 1, "none is claimed twice"
    accounts.close()
