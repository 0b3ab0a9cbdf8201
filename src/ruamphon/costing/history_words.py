"""What the history calls the doings of this room."""

from ruamphon.core.text import Text

ACTIONS: dict[str, Text] = {
    "start_recipe": Text("เริ่มใบต้นทุน", "Began a cost sheet"),
    "change_recipe": Text("แก้ใบต้นทุน", "Changed the cost sheet"),
    "delete_recipe": Text("ลบใบต้นทุน", "Deleted the cost sheet"),
    "bring_back_recipe": Text("นำใบต้นทุนกลับมา", "Brought the cost sheet back"),
    "hand_in_sheet": Text("ส่งใบต้นทุนให้ตรวจ", "Handed in the cost sheet"),
    "comment_on_sheet": Text("แสดงความเห็นในใบต้นทุน", "Commented on the cost sheet"),
    "ask_change": Text("ขอให้แก้ใบต้นทุน", "Asked for a change of the cost sheet"),
    "settle_change": Text("บันทึกว่าแก้ตามที่ขอแล้ว", "Marked a change as done"),
    "share_version": Text("ให้คนหนึ่งดูใบต้นทุน", "Let somebody see the cost sheet"),
    "end_share": Text("ยุติการให้ดูใบต้นทุน", "Ended a share of the cost sheet"),
    "add_material": Text("เพิ่มของที่ใช้", "Added a material"),
    "change_material": Text("แก้ของที่ใช้", "Changed a material"),
    "tell_price": Text("จดราคา", "Noted a price"),
    "take_in": Text("จดของเข้า", "Noted what came in"),
    "void_intake": Text("ยกเลิกของเข้า", "Took back what came in"),
    "add_equipment": Text("เพิ่มอุปกรณ์", "Added equipment"),
    "set_own_rate": Text("ตั้งค่าแรงของกลุ่มเอง", "Set the group's own rate for work"),
}
FIELDS: dict[str, Text] = {
    "lines": Text("รายการ", "lines"),
    "outputs": Text("สิ่งที่ได้ออกมา", "what comes out"),
    "price": Text("ราคา", "price"),
    "unit": Text("หน่วย", "unit"),
    "way": Text("ราคาที่ใช้", "which price counts"),
    "conversions": Text("หน่วยเฉพาะ", "units of its own"),
    "lots": Text("ของที่เข้ามา", "what came in"),
    "supplier": Text("ผู้ขาย", "supplier"),
    "own_rate": Text("ค่าแรงของเราเองต่อชั่วโมง", "own rate per hour"),
}
TABLES: dict[str, Text] = {
    "costing.material": Text("ของและราคาที่ใช้คิดต้นทุน", "materials and prices"),
    "costing.toldprice": Text("ราคาที่จดไว้", "told prices"),
    "costing.intake": Text("ของเข้า", "what came in"),
    "costing.lot": Text("ล็อตของเข้า", "lots"),
    "costing.equipment": Text("อุปกรณ์", "equipment"),
    "costing.recipe": Text("ใบต้นทุน", "cost sheets"),
    "costing.output": Text("สิ่งที่ได้ออกมา", "outputs"),
    "costing.recipeline": Text("รายการในใบต้นทุน", "lines of cost sheets"),
    "costing.recipecost": Text("ต้นทุนที่คิดไว้", "costs worked out"),
    "costing.conversion": Text("หน่วยเฉพาะของ", "conversions"),
    "costing.costsheet": Text("ใบต้นทุนที่ส่ง", "cost sheets handed in"),
    "costing.costsheetversion": Text("ฉบับของใบต้นทุน", "versions of cost sheets"),
    "costing.sheetcomment": Text("ความเห็นในใบต้นทุน", "comments on cost sheets"),
    "costing.sheetshare": Text("การให้ดูใบต้นทุน", "shares of cost sheets"),
}
