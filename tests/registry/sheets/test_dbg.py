from django.conf import settings
from tests.registry.sheets.sending import *
from tests.registry.sheets.test_round_trip import fill
import pytest
@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize(("written", "read"), [("th", "en"), ("en", "th")])
def test_dbg(cast, client, form, written, read):
    fill(cast, seed=f"{form} {written}")
    client.force_login(cast.officer)
    for kind in ("enterprises","members","products","organisations"):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = written
        content = exported(client, kind, form)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = read
        a = send(client, kind, content, "x")
        if a.status_code != 302: print(kind, refusal(a)); continue
        p = review(client)["plan"]
        print(kind, len(p.rows), len(p.faults))
        for f in p.faults: print(f)
        for r in p.rows:
            if r.state != "same": print(r.number, repr(r.name), [(c.label.en, c.before, c.after) for c in r.changes])
