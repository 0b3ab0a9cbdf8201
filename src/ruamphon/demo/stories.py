"""The invented groups of the example year, in words. Every name says that it is an example; no place of theirs exists."""

from ruamphon.demo.world import Story
from ruamphon.registry.enums import WorkKind

LAST, THIS, NEXT = "last", "this", "next"
"""The cohorts: last year's, which is closed, this year's, which runs, and next year's, which chooses its groups."""

STORIES = (
    Story(
        "paste", "วิสาหกิจชุมชนน้ำพริกบ้านสมมุติ (ตัวอย่าง)", "Ban Sommut Chilli Paste (example)",
        WorkKind.FOOD,
        "ทำน้ำพริกกะปิและน้ำพริกปลาย่างจากสูตรของป้า ๆ ในหมู่บ้าน ขายตลาดเช้าและร้านของฝาก",
        "Chilli pastes from the village aunts' recipes, sold at the morning market and in gift shops.",
        "บ้านสมมุติ", "น้ำพริกกะปิ", "Shrimp-paste chilli dip", "กระปุก 120 กรัม", 55, LAST, 655, 9,
    ),
    Story(
        "boat", "วิสาหกิจชุมชนล่องเรือคลองสมมุติ (ตัวอย่าง)", "Sommut Canal Boats (example)",
        WorkKind.SERVICE,
        "พาล่องเรือดูหิ่งห้อยและป่าชายเลน มีคนขับเรือสิบคนผลัดกันออกเรือ",
        "Boat trips to fireflies and mangroves, with ten boatmen taking turns.",
        "คลองสมมุติ", "ล่องเรือดูหิ่งห้อย", "Firefly boat trip", "คน/เที่ยว", 180, LAST, 650, 10,
        "facilitator2", "mentor2",
    ),
    Story(
        "sweets", "วิสาหกิจชุมชนขนมไทยบ้านใบเตย (ตัวอย่าง)", "Ban Bai Toei Thai Sweets (example)",
        WorkKind.FOOD,
        "ทำขนมชั้นและขนมตาลสดใหม่ทุกเช้า รับทำกล่องขนมสำหรับงานบุญและงานประชุม",
        "Layered and palm sweets made fresh each morning; boxes for merit-making and meetings.",
        "บ้านใบเตย", "ขนมชั้นใบเตย", "Pandan layer sweet", "กล่อง 12 ชิ้น", 60, THIS, 292, 9,
    ),
    Story(
        "weaving", "วิสาหกิจชุมชนจักสานบ้านไผ่งาม (ตัวอย่าง)", "Ban Phai Ngam Basketry (example)",
        WorkKind.CRAFT,
        "สานตะกร้าและกระเป๋าจากไผ่ในสวนของสมาชิก ย้อมสีจากเปลือกไม้",
        "Baskets and bags woven from the members' own bamboo, dyed with bark.",
        "บ้านไผ่งาม", "กระเป๋าสานไม้ไผ่", "Woven bamboo bag", "ใบ", 390, THIS, 290, 8,
        "facilitator2", "mentor",
    ),
    Story(
        "fish", "วิสาหกิจชุมชนประมงเรือเล็กอ่าวสมมุติ (ตัวอย่าง)", "Sommut Bay Small Boats (example)",
        WorkKind.FISHERY,
        "จับปลาด้วยเรือเล็ก ตากแห้งและทำปลาเค็มแดดเดียวโดยไม่ใส่สารกันเสีย",
        "Small-boat fishers who dry and salt their catch without preservatives.",
        "อ่าวสมมุติ", "ปลาแดดเดียว", "Sun-dried fish", "ถุง 500 กรัม", 145, THIS, 288, 8,
        "facilitator2", "mentor2",
    ),
    Story(
        "orchard", "วิสาหกิจชุมชนสวนผลไม้เนินสมมุติ (ตัวอย่าง)", "Noen Sommut Orchards (example)",
        WorkKind.CROP,
        "ปลูกเงาะ มังคุด และทุเรียนแบบลดสารเคมี เคยคิดทำผลไม้แช่แข็งแต่ยังไม่ได้เริ่ม",
        "Rambutan, mangosteen and durian with fewer chemicals; frozen fruit was planned, not yet begun.",
        "เนินสมมุติ", "มังคุดคัดพิเศษ", "Selected mangosteen", "กิโลกรัม", 75, THIS, 286, 7,
        "facilitator", "mentor2",
    ),
    Story(
        "goats", "วิสาหกิจชุมชนเลี้ยงแพะบ้านทุ่งสมมุติ (ตัวอย่าง)", "Ban Thung Sommut Goats (example)",
        WorkKind.LIVESTOCK,
        "เลี้ยงแพะนม ทำนมพาสเจอร์ไรซ์และสบู่นมแพะ",
        "Dairy goats: pasteurised milk and goat-milk soap.",
        "บ้านทุ่งสมมุติ", "สบู่นมแพะ", "Goat-milk soap", "ก้อน 90 กรัม", 69, THIS, 284, 8,
        "facilitator2", "mentor2",
    ),
    Story(
        "homestay", "วิสาหกิจชุมชนโฮมสเตย์ปากน้ำสมมุติ (ตัวอย่าง)", "Pak Nam Sommut Homestay (example)",
        WorkKind.SERVICE,
        "บ้านพักสิบสองหลังริมน้ำ กินข้าวกับเจ้าของบ้าน พายเรือดูวิถีประมง",
        "Twelve riverside houses: meals with the hosts and rowing trips among the fishers.",
        "ปากน้ำสมมุติ", "บ้านพักหนึ่งคืนพร้อมอาหาร", "One night with meals", "คน/คืน", 850, THIS, 291, 11,
    ),
    Story(
        "learning", "ศูนย์เรียนรู้เศรษฐกิจพอเพียงบ้านสวนสมมุติ (ตัวอย่าง)", "Ban Suan Sommut Learning Base (example)",
        WorkKind.LEARNING_BASE,
        "ฐานเรียนรู้หกฐาน ปุ๋ยหมัก ผักปลอดสาร เผาถ่าน น้ำหมัก ธนาคารเมล็ด และครัวพื้นบ้าน",
        "Six learning stations: compost, clean vegetables, charcoal, ferments, a seed bank and a village kitchen.",
        "บ้านสวนสมมุติ", "ค่ายเรียนรู้หนึ่งวัน", "One-day learning camp", "คน/วัน", 250, THIS, 85, 8,
    ),
    Story(
        "batik", "วิสาหกิจชุมชนผ้าบาติกหาดสมมุติ (ตัวอย่าง)", "Hat Sommut Batik (example)",
        WorkKind.CRAFT,
        "เขียนผ้าบาติกลายทะเล รับสอนเด็ก ๆ วันเสาร์",
        "Batik with patterns of the sea; lessons for children on Saturdays.",
        "หาดสมมุติ", "ผ้าพันคอบาติก", "Batik scarf", "ผืน", 320, THIS, 285, 7,
        "facilitator2", "mentor",
    ),
    Story(
        "rice", "วิสาหกิจชุมชนข้าวเกรียบบ้านใหม่สมมุติ (ตัวอย่าง)", "Ban Mai Sommut Crackers (example)",
        WorkKind.FOOD,
        "เพิ่งรวมกลุ่มกันทำข้าวเกรียบฟักทอง ยังไม่มีทีมนักศึกษา",
        "Newly together to make pumpkin crackers; no student team yet.",
        "บ้านใหม่สมมุติ", "ข้าวเกรียบฟักทอง", "Pumpkin crackers", "ถุง 80 กรัม", 25, THIS, 5, 5,
    ),
)  # fmt: skip
BY_KEY = {story.key: story for story in STORIES}

CANDIDATES = (
    (
        "mushrooms", "วิสาหกิจชุมชนเห็ดบ้านสมมุติใต้ (ตัวอย่าง)", "South Sommut Mushrooms (example)",
        WorkKind.CROP, "ลัดดา",
        "อยากได้ตู้อบที่ไม่กินไฟมาก และคนช่วยคิดต้นทุนเห็ดอบแห้ง",
    ),
    (
        "salt", "วิสาหกิจชุมชนเกลือทะเลนาสมมุติ (ตัวอย่าง)", "Na Sommut Sea Salt (example)",
        WorkKind.CRAFT, "สมนึก",
        "มีเกลือดีแต่ขายได้ราคาโรงงาน อยากทำเกลือสปาและของฝากให้มีรายได้ช่วงฝน",
    ),
    (
        "seafood", "กลุ่มแปรรูปอาหารทะเลเกาะสมมุติ (ตัวอย่าง)", "Sommut Island Seafood (example)",
        WorkKind.FISHERY, "จันทร์เพ็ญ",
        "อยากขายออนไลน์ แต่ไม่มีใครถ่ายรูปเป็น และกลัวของเสียระหว่างส่ง",
    ),
    (
        "bees", "กลุ่มเลี้ยงผึ้งชันโรงสมมุติ (ตัวอย่าง)", "Sommut Stingless Bees (example)",
        WorkKind.LIVESTOCK, "วินัย",
        "มีน้ำผึ้งแล้ว อยากรู้ว่าต้องขอ อย. อย่างไร และควรใช้ขวดแบบไหน",
    ),
    (
        "pickles", "กลุ่มผักดองบ้านสวนสมมุติ (ตัวอย่าง)", "Ban Suan Sommut Pickles (example)",
        WorkKind.FOOD, "ศรีนวล",
        "อยากได้สูตรที่เก็บได้นานโดยไม่ใส่สารกันเสีย และขวดที่ปิดสนิท",
    ),
)  # fmt: skip
"""Groups that wish to join: Thai name, English name, kind of work, who leads them, and what they need."""
HAS_ACCOUNT = "salt"
"""The one of them whose chair has an account and applies herself."""

FIRST_NAMES = (
    "สมใจ", "บุญเรือน", "จำเนียร", "ประไพ", "สายหยุด", "ละเอียด", "ทองใบ", "วิไล", "มาลัย", "สุนีย์", "ประเสริฐ",
    "สมหมาย", "บุญช่วย", "ชูชีพ", "อำไพ", "กัลยา", "นงลักษณ์", "สมพร", "พิกุล", "เพ็ญศรี", "ไพโรจน์", "วันดี",
    "สำราญ", "ถนอม", "อุไร", "เฉลียว", "บังอร", "ประนอม", "ลำดวน", "สุดใจ", "จรูญ", "สงวน", "พยอม", "รัตนา",
    "มนตรี", "ชลธิชา", "นิตยา", "สุภาพ", "วาสนา", "ดวงใจ",
)  # fmt: skip
NICKNAMES = ("แดง", "เล็ก", "น้อย", "ต้อย", "อ้อย", "แมว", "นก", "หมู", "ตุ๊ก", "จุก", "ปู", "แอ๊ด")
STUDENTS = (
    "ณัฐชา", "ธนกร", "ปาลิตา", "กฤตเมธ", "ศุภิสรา", "ภูริณัฐ", "ชนิดา", "วรเมธ", "พิมพ์ชนก", "ธีรภัทร",
    "อริสา", "นราวิชญ์", "กมลชนก", "ปวริศ", "ญาณิศา", "รชต", "เบญญาภา", "สิรวิชญ์",
)  # fmt: skip
SURNAME = "ตัวอย่าง"
