"""Anything at all typed into everything at once: an answer every time, never a crash."""

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings

from tests.bad_input.pages import LANGUAGES

LONG = st.integers(1, 60).map(lambda n: "๑๙9" * 10 * n)
ODD_WORDS = st.sampled_from(
    [
        "",
        " ",
        "\x00",
        "\ufeff",
        "\u200b",
        "-1",
        "0",
        "1e999999999",
        "NaN",
        "-Infinity",
        "1e-999999999",
        "9" * 30,
        "9" * 5000,
        "%s %d {0} {name}",
        "<script>alert(1)</script>",
        "'; DROP TABLE people_person; --",
        "{{ 7|add:7 }}{% now 'Y' %}",
        "31/2/2569",
        "1/1/0000",
        "29 ก.พ. ๒๕๖๖",
        "9999-12-31",
        "0001-01-01",
        "True",
        "on",
        "🍚" * 50,
        "ก็็็็็็็็็็",
        "\u202eabc",
        "\r\n\r\n",
        "081-234-5678",
        "๐๘๑๒๓๔๕๖๗๘",
    ]
)
TYPED = st.one_of(ODD_WORDS, st.text(max_size=80), LONG)


@settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_no_form_ever_breaks(data, opened):
    for one in opened:
        values = {
            name: data.draw(TYPED, label=name) for name in one.form.boxes if name != "csrfmiddlewaretoken"
        }
        sent = one.form.having(**values)
        language = data.draw(st.sampled_from(LANGUAGES))
        response = sent.send(one.client, language)
        assert response.status_code in {200, 302, 400, 403, 404, 410}, (
            one.name,
            response.status_code,
            values,
        )


def test_each_odd_word_in_each_box_of_an_otherwise_good_form(opened):
    """What only one wrong box lets through to the action and the database."""
    odd = ["ก็็็็", "{name} %s", "<b>", "\u200bก", "9" * 30, "-1", "1e-999999999", "9999-12-31"]
    wrong = []
    for number, one in enumerate(opened):
        names = [
            name for name, kind in one.form.boxes.items() if kind in {"text", "textarea", "hidden", "number"}
        ]
        for place, name in enumerate(names):
            if name == "csrfmiddlewaretoken":
                continue
            word = odd[(number + place) % len(odd)]
            response = one.form.filled.having(**{name: word}).send(one.client)
            if response.status_code >= 500:
                wrong.append((one.name, name, word))
    assert wrong == []
