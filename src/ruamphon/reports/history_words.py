"""What the history calls the doings of this room."""

from ruamphon.core.text import Text

ACTIONS: dict[str, Text] = {
    "ask_pack": Text("สั่งทำแฟ้มหลักฐาน", "Asked for an evidence pack"),
    "finish_pack": Text("ทำแฟ้มหลักฐานเสร็จและผนึก", "Made and sealed the evidence pack"),
    "fail_pack": Text("ทำแฟ้มหลักฐานไม่สำเร็จ", "Could not make the evidence pack"),
    "cancel_pack": Text("ยกเลิกการทำแฟ้มหลักฐาน", "Cancelled the evidence pack"),
    "hand_out_pack": Text("ดาวน์โหลดแฟ้มหลักฐาน", "Downloaded the evidence pack"),
    "expire_pack": Text("ลบไฟล์ของแฟ้มหลักฐาน", "Deleted the evidence pack's file"),
}
FIELDS: dict[str, Text] = {
    "manifest_sha256": Text("ผนึกของทั้งแฟ้ม (manifest.json)", "Seal of the whole pack (manifest.json)"),
    "files_sha256": Text("ผนึกของไฟล์หลักฐาน (พิมพ์บน PDF)", "Seal of the evidence files (printed on the PDF)"),
    "zip_sha256": Text("ค่าแฮชของไฟล์ ZIP", "Hash of the ZIP file"),
    "contents": Text("สิ่งที่อยู่ในแฟ้ม", "What it holds"),
    "stage_number": Text("ขั้นที่", "Stage"),
}
TABLES: dict[str, Text] = {"reports.pack": Text("แฟ้มหลักฐาน", "Evidence pack")}
