"""What is said of a sheet that cannot be taken as it is, and what to do next."""

from typing import Final

from ruamphon.core.text import Text

TOO_MUCH: Final = Text(
    "มีแถวใหม่และแถวที่แก้รวม {rows} แถว บันทึกได้ครั้งละไม่เกิน {most} แถว แบ่งเป็นหลายไฟล์ แล้วนำเข้าทีละไฟล์ (แถวที่เหมือนเดิมไม่นับ)",
    "{rows} rows are new or changed; up to {most} can be written at a time. Split the file and bring in one by one. "
    "Rows that stay the same do not count.",
)
MISSING: Final = Text(
    "ขาดคอลัมน์ที่ต้องมี: {names} เพิ่มคอลัมน์นี้ในไฟล์ หรือกด “จับคู่คอลัมน์” แล้วบอกว่าคอลัมน์ไหนคือคอลัมน์นี้",
    "A needed column is missing: {names}. Add it to the file, or press “Match columns” and say which one it is.",
)
NOTHING: Final = Text("ไม่มีแถวข้อมูลใต้หัวตาราง", "There are no rows below the headings.")
FORMULA: Final = Text(
    "ช่องนี้เป็นสูตร จึงไม่รับ พิมพ์ค่าจริงแทน หรือใน Excel ใช้ “วางเฉพาะค่า”",
    "This cell is a formula, which is not taken. Type the value, or use “paste values” in Excel.",
)
NEEDED: Final = Text("ช่องนี้ว่าง แต่ต้องมีสำหรับรายการใหม่", "This is empty, and a new record needs it.")
TWICE: Final = Text(
    "ซ้ำกับแถว {row} ในตารางเดียวกัน ลบออกแถวหนึ่ง", "The same as row {row} of this table. Remove one of them."
)
NO_CODE: Final = Text(
    "ไม่พบกลุ่มรหัส {code} ในกลุ่มที่คุณแก้ไขได้ ตรวจรหัส หรือเว้นว่างไว้ถ้าเป็นกลุ่มใหม่",
    "No group with code {code} among those you may edit. Check it, or leave it empty for a new group.",
)
NO_GROUP: Final = Text(
    "ไม่พบกลุ่ม “{typed}” ในกลุ่มที่คุณแก้ไขได้ ใส่รหัสกลุ่ม เช่น CE-00001 หรือชื่อเต็มให้ตรงกับในระบบ",
    "No group “{typed}” among those you may edit. Give its code, such as CE-00001, or its full name as it stands here.",
)
WHICH_GROUP: Final = Text(
    "บอกด้วยว่าเป็นของกลุ่มไหน ใส่รหัสกลุ่ม เช่น CE-00001", "Say which group: give its code, such as CE-00001."
)
SEVERAL_GROUPS: Final = Text(
    "มีหลายกลุ่มชื่อนี้ ({codes}) ใส่รหัสกลุ่มในแถวนี้ด้วย",
    "Several groups have this name ({codes}). Give the code in this row.",
)
SEVERAL: Final = Text(
    "มีหลายรายการชื่อนี้อยู่แล้ว จึงไม่รู้ว่าหมายถึงรายการไหน แก้ที่หน้าของรายการนั้นแทน",
    "Several records have this name, so it is not clear which is meant. Edit it on its own page.",
)
OTHER_NICKNAME: Final = Text(
    "กลุ่มมี {name} อยู่แล้ว แต่ชื่อเล่นต่างกัน แถวนี้จะเพิ่มเป็นอีกคน",
    "The group has a {name} with another nickname. This row adds a second person.",
)
LOOKS_LIKE: Final = Text(
    "ชื่อคล้ายกลุ่มที่มีอยู่แล้ว: {name} ({code}) ถ้าเป็นกลุ่มเดียวกัน ใส่รหัสนี้ในแถว",
    "Much like a group that is here already: {name} ({code}). If it is the same, put this code in the row.",
)
TWO_ERAS: Final = Text(
    "คอลัมน์นี้มีทั้งปี พ.ศ. และ ค.ศ. ปนกัน ระบบอ่านแยกทีละช่องแล้ว ตรวจวันที่ในรายการข้างล่างอีกครั้ง",
    "This column mixes Buddhist and Common Era years. Each cell was read by itself; check the days below.",
)
EXAMPLE: Final = Text(
    "เป็นแถวตัวอย่างของแบบฟอร์ม ข้ามให้แล้ว", "This is the template's example row; it was passed over."
)
NO_PARENT: Final = Text(
    "ไม่พบองค์กร “{typed}” ทั้งในระบบและในตารางนี้ ใส่ชื่อเต็มให้ตรง หรือเว้นว่างไว้",
    "No organisation “{typed}”, neither here nor in this table. Give its exact full name, or leave it empty.",
)
NUMBER_TWICE: Final = Text(
    "เลขทะเบียน {number} ซ้ำกับแถว {row} ในตารางเดียวกัน แต่ละกลุ่มมีเลขของตัวเอง ตรวจกับใบทะเบียน",
    "The number {number} stands in row {row} of this table too. Each group has its own; check the certificates.",
)
OWN_PARENT: Final = Text("องค์กรเป็นส่วนหนึ่งของตัวเองไม่ได้", "An organisation cannot be part of itself.")
