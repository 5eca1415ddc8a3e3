"""Lists, sentences and dates that are read whole, and findings that stay open where they are not."""

from __future__ import annotations

from checkers.extraction import extract
from checkers.reading.document import Document, Paragraph, Place
from tests.checkers.test_crosschecks import table

HEADS = ("姓名", "技能等级", "证书编号", "承担任务")
ROWS = (
    ("唐小雨", "中级工", "S000044190073204009414", "工艺编制"),
    ("罗文海", "技师", "Y000044190015222002120", "设备保障"),
    ("贺兰", "高级工", "S000044190043213000527", "场地与设备"),
)
TITLE = Paragraph("技能大师工作室申报表", Place(page=1, paragraph=1))


# ---- lists ----


def test_a_task_that_reads_like_a_question_of_the_form_does_not_end_the_list() -> None:
    support = ("场地", "单位设有工作室专用场地。", "", "")
    (paper,) = extract(Document("申报表.pdf", "pdf", 1, (TITLE, table(HEADS, *ROWS, support))))
    assert [paper.text(f"members[{n}].name") for n in (1, 2, 3, 4)] == ["唐小雨", "罗文海", "贺兰", None]
    assert paper.text("members[2].role") == "设备保障"
