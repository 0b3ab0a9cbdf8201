from ruamphon.core.sheets import find_header, header_key

KNOWN = {
    header_key(name): field
    for name, field in {"ชื่อ": "name", "Name": "name", "เบอร์โทร": "phone", "วันที่": "day"}.items()
}


def test_spellings_of_one_heading():
    assert {header_key(name) for name in ("ชื่อ กลุ่ม*", "ชื่อกลุ่ม", " (ชื่อ-กลุ่ม) ", "ชื่อ\nกลุ่ม")} == {
        header_key("ชื่อกลุ่ม")
    }


def test_titles_and_merged_headings_stand_above_the_header():
    rows = [
        ["ทะเบียนสมาชิก ปี 2569", "", ""],
        ["", "", ""],
        ["ชื่อ", "การติดต่อ", ""],
        ["", "เบอร์โทร", "อื่น ๆ"],
        ["สมศรี", "0812345678", "ก"],
    ]
    header = find_header(rows, KNOWN)
    assert (header.row, header.names, header.fields) == (3, ("ชื่อ", "เบอร์โทร", "อื่น ๆ"), ("name", "phone", ""))


def test_a_field_is_given_once():
    assert find_header([["ชื่อ", "Name", "วันที่"]], KNOWN).fields == ("name", "", "day")


def test_without_a_known_heading_the_first_row_of_two_is_taken():
    assert find_header([["รายงาน", ""], ["ก", "ข"], ["1", "2"]], KNOWN).row == 1
    assert find_header([["ก"]], KNOWN).names == ()
