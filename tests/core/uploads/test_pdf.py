import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, String

from ruamphon.core.uploads.pdf import (
    CARRIES_FILES,
    DAMAGED,
    LIVELY,
    LOCKED,
    NO_PAGES,
    REACHES_OUT,
    SCRIPT,
    TOO_INTRICATE,
    check_pdf,
)
from ruamphon.core.uploads.refusal import Refusal
from tests.core.uploads import made


def sentence_for(content: bytes):
    with pytest.raises(Refusal) as caught:
        check_pdf(content)
    return caught.value.sentence


def action(kind: str, **more) -> Dictionary:
    return Dictionary(S=Name(f"/{kind}"), **more)


def annotation(**keys):
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **keys)])

    return change


def link(does: Dictionary):
    return annotation(Subtype=Name.Link, A=does)


def on_root(**keys):
    def change(pdf: pikepdf.Pdf) -> None:
        for key, value in keys.items():
            pdf.Root[f"/{key}"] = value

    return change


def on_page(**keys):
    def change(pdf: pikepdf.Pdf) -> None:
        for key, value in keys.items():
            pdf.pages[0].obj[f"/{key}"] = value

    return change


def attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["ลับ.exe"] = b"MZ"


def unreachable(pdf: pikepdf.Pdf) -> None:
    """A script no page leads to, deep inside an indirect array."""
    pdf.Root.Hidden = pdf.make_indirect(Array([1, Array([Dictionary(X=action("JavaScript"))])]))


def in_a_stream(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(b"", A=action("Launch", F=String("cmd.exe")))


def in_the_trailer(pdf: pikepdf.Pdf) -> None:
    pdf.trailer["/Extra"] = Array([action("JavaScript")])


def chained(pdf: pikepdf.Pdf) -> None:
    link(action("URI", URI=String("https://example.org"), Next=Array([action("SubmitForm")])))(pdf)


NASTY = {
    "a script on opening": (on_root(OpenAction=action("JavaScript", JS=String("app.alert(1)"))), SCRIPT),
    "a script by name": (on_root(Names=Dictionary(JavaScript=Dictionary(Names=Array([])))), SCRIPT),
    "a script on a link": (link(action("JavaScript", JS=String("app.alert(1)"))), SCRIPT),
    "a script of a rendition": (link(action("Rendition", JS=String("x"))), SCRIPT),
    "a script no page leads to": (unreachable, SCRIPT),
    "a script in the trailer": (in_the_trailer, SCRIPT),
    "a script when a page opens": (on_page(AA=Dictionary(O=action("GoTo"))), SCRIPT),
    "a script when the file closes": (on_root(AA=Dictionary(WC=action("Named"))), SCRIPT),
    "a program to start": (link(action("Launch", F=String("cmd.exe"))), REACHES_OUT),
    "a program in a stream's dictionary": (in_a_stream, REACHES_OUT),
    "a form that sends": (link(action("SubmitForm", F=String("https://example.org"))), REACHES_OUT),
    "a form sent after a plain link": (chained, REACHES_OUT),
    "data to import": (link(action("ImportData", F=String("x.fdf"))), REACHES_OUT),
    "another file to open": (link(action("GoToR", F=String("\\\\server\\x.pdf"))), REACHES_OUT),
    "an address called on opening": (
        on_root(OpenAction=action("URI", URI=String("https://x.org"))),
        REACHES_OUT,
    ),
    "an attached file": (attached, CARRIES_FILES),
    "a file named in the list": (on_root(Names=Dictionary(EmbeddedFiles=Dictionary())), CARRIES_FILES),
    "a file behind a link": (on_root(AF=Array([Dictionary(EF=Dictionary(F=1))])), CARRIES_FILES),
    "a file pinned to a page": (annotation(Subtype=Name.FileAttachment), CARRIES_FILES),
    "a form in XFA": (on_root(AcroForm=Dictionary(Fields=Array([]), XFA=Array([]))), LIVELY),
    "a film": (annotation(Subtype=Name.RichMedia), LIVELY),
}


@pytest.mark.parametrize("mode", [ObjectStreamMode.disable, ObjectStreamMode.generate])
@pytest.mark.parametrize("case", NASTY)
def test_what_does_not_belong_on_paper_is_refused_plain_or_packed(case, mode):
    change, sentence = NASTY[case]
    assert sentence_for(made.pdf(change, object_stream_mode=mode)) == sentence


HARMLESS = {
    "nothing special": None,
    "a plain link": link(action("URI", URI=String("https://example.org"))),
    "a link to a page": link(action("GoTo", D=String("chapter-1"))),
    "a page to begin with": on_root(OpenAction=Array([0, Name.Fit])),
    "a page to begin with, as an action": on_root(OpenAction=action("GoTo", D=Array([0, Name.Fit]))),
    "no additional actions": on_page(AA=Dictionary()),
    "a form to fill in": on_root(AcroForm=Dictionary(Fields=Array([]))),
    "words about scripts": on_root(Lang=String("/JavaScript /JS /Launch")),
    "a structure element": on_root(StructTreeRoot=Dictionary(K=Dictionary(S=Name.P))),
}


@pytest.mark.parametrize("mode", [ObjectStreamMode.disable, ObjectStreamMode.generate])
@pytest.mark.parametrize("case", HARMLESS)
def test_what_only_shows_pages_is_taken(case, mode):
    check_pdf(made.pdf(HARMLESS[case], object_stream_mode=mode))


def test_a_script_inside_an_object_stream_is_invisible_from_outside_and_still_found():
    content = made.packed_pdf([b"<< /X 1 >>", b"<< /S /JavaScript /JS (app.alert(1)) >>"])
    assert b"JavaScript" not in content
    assert sentence_for(content) == SCRIPT


def test_a_script_whose_name_is_written_in_disguise_is_found():
    assert sentence_for(made.packed_pdf([b"<< /S /J#61v#61Script >>"])) == SCRIPT
    assert sentence_for(made.pdf().replace(b"/Type /Catalog", b"/A#41 << /O 1 >>  /Type /Catalog")) in {
        SCRIPT,
        DAMAGED,
    }


def test_a_hand_written_file_without_anything_in_its_object_stream_is_taken():
    check_pdf(made.packed_pdf([b"<< /X 1 >>", b"null", b"[1 2 3]"]))


def test_an_object_stream_that_cannot_be_read_is_refused_though_the_pages_are_fine():
    objects = [b"<< /X %d /S /JavaScript >>" % number for number in range(200)]
    assert sentence_for(made.packed_pdf(objects, damage=True)) == DAMAGED


def test_an_object_stream_that_unfolds_without_end_is_refused():
    content = made.packed_pdf([b"[" + b"0 " * 190_000 + b"]"] * 40)
    assert len(content) < 100_000
    assert sentence_for(content) == DAMAGED


def test_more_parts_than_anyone_can_look_through_are_refused():
    assert sentence_for(made.packed_pdf([b"[" + b"0 " * 150_000 + b"]"] * 7)) == TOO_INTRICATE


def test_a_file_locked_with_a_password_is_refused():
    locked = made.pdf(encryption=pikepdf.Encryption(owner="owner", user="user"))
    assert sentence_for(locked) == LOCKED


def test_a_file_that_opens_but_may_not_be_printed_is_taken():
    check_pdf(made.pdf(encryption=pikepdf.Encryption(owner="owner", user="")))


def test_a_script_in_a_file_that_may_not_be_printed_is_found():
    assert (
        sentence_for(made.pdf(unreachable, encryption=pikepdf.Encryption(owner="owner", user=""))) == SCRIPT
    )


def test_a_file_without_pages_is_refused():
    assert sentence_for(made.pdf(pages=0)) == NO_PAGES


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\n%%EOF\n",
        made.pdf()[:-30],
        made.pdf(pages=50)[:4000],
        made.pdf() + b"\0" * 5000,
    ],
)
def test_a_broken_file_is_refused(content):
    assert sentence_for(content) == DAMAGED
