"""How the history calls what was done in this room."""

from ruamphon.core.text import Text

ACTIONS: dict[str, Text] = {
    "record": Text("จดรายการเงินสด", "Wrote down a cash entry"),
    "reverse": Text("ยกเลิกรายการเงินสด", "Took back a cash entry"),
    "add_slips": Text("แนบสลิป", "Added a slip"),
    "close_month": Text("ปิดเดือนในสมุดเงินสด", "Closed a month of the cash book"),
    "reopen_month": Text("เปิดเดือนที่ปิดแล้วอีกครั้ง", "Opened a closed month again"),
    "bring_in": Text("นำตารางเข้าสมุดเงินสด", "Brought a table into the cash book"),
}
FIELDS: dict[str, Text] = {
    "direction": Text("เงินเข้าหรือเงินออก", "in or out"),
    "amount": Text("จำนวนเงิน", "amount"),
    "category": Text("เรื่อง", "what for"),
    "slips": Text("จำนวนรูปสลิป", "photos of slips"),
    "month": Text("เดือน", "month"),
    "balance": Text("ยอดคงเหลือ", "balance"),
    "entries": Text("จำนวนรายการ", "entries"),
    "reverses": Text("ยกเลิกรายการเลขที่", "takes back entry no."),
    "reversal": Text("ยกเลิกด้วยรายการเลขที่", "taken back by entry no."),
    "reopened_at": Text("เปิดอีกครั้งเมื่อ", "opened again"),
    "added": Text("เพิ่มใหม่", "added"),
    "unchanged": Text("มีอยู่แล้ว", "there already"),
}
TABLES: dict[str, Text] = {
    "cashbook.cashentry": Text("รายการในสมุดเงินสด", "cash entries"),
    "cashbook.cashslip": Text("สลิป", "slips"),
    "cashbook.monthclose": Text("การปิดเดือน", "closed months"),
    "cashbook.cashimport": Text("ตารางที่นำเข้าสมุดเงินสด", "tables brought into the cash book"),
}
