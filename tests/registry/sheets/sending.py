"""Tables handed in through the pages, as a person would, and what the pages say of them."""

import csv
from io import StringIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ruamphon.core.sheets import read_file
from ruamphon.registry.models import SheetImport


def as_csv(rows, encoding="utf-8-sig", delimiter=","):
    """Rows as the bytes of a CSV."""
    out = StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def send(client, kind, content, name="ตาราง.csv", **more):
    """The answer to a file handed in for one kind."""
    data = {"file": SimpleUploadedFile(name, content), **more}
    return client.post(reverse("registry:import-new", args=[kind]), data)


def paste(client, kind, text):
    """The answer to a paste."""
    return client.post(reverse("registry:import-new", args=[kind]), {"pasted": text})


def refusal(response):
    """The sentences of a table that was not taken."""
    assert response.status_code == 200, response
    return [sentence for sentences in response.context["form"].errors.values() for sentence in sentences]


def newest():
    return SheetImport.objects.order_by("-pk").first()


def review(client, sheet=None):
    """The review page's context of the newest table."""
    return client.get((sheet or newest()).get_absolute_url()).context


def faults(client):
    """The faults of the newest table as (row, column, sentence)."""
    return [(each.row, each.column, each.said) for each in review(client)["plan"].faults]


def confirm(client):
    """Bring the newest table in as it was looked at."""
    sheet = newest()
    return client.post(sheet.get_absolute_url(), {"seen": review(client, sheet)["plan"].digest})


def bring_in(client, kind, content, name="ตาราง.csv", **more):
    """Hand in, look, confirm; the import as it is kept."""
    answer = send(client, kind, content, name, **more)
    assert answer.status_code == 302, refusal(answer)
    said = faults(client)
    assert said == []
    assert confirm(client).status_code == 302
    return newest()


def counts(sheet):
    return (sheet.state, sheet.added, sheet.changed, sheet.unchanged)


def exported(client, kind, form="xlsx", query=""):
    """An export's bytes."""
    if kind == "organisations":
        url = reverse("registry:organisations-export")
    else:
        url = reverse("home:enterprises-export", args=[kind])
    answer = client.get(f"{url}?format={form}{query}")
    assert answer.status_code == 200
    return answer.content


def table(content):
    """The rows of an exported file."""
    return read_file(content, name="ตาราง")
