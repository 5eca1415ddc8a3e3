"""Who pays: the words by which a budget names where money comes from rather than what it is spent on."""

from __future__ import annotations

from knowledge.patterns import compiled

# What is asked of the state, before its amount; up to so many characters stand between.
ASKED_OF_STATE = (
    r"(?:(?:申请|请求|申领|请领|请拨|拟请|争取)[^，,；;。\d]{0,10}(?:补助|资助|补贴|财政|资金|经费|拨款|区级|市级|政府|启动)|请拨|请(?:政府|区里|市里|财政|上面)[^，,；;。\d]{0,6}|"
    r"(?:区|市)?财政(?:补助|资助|补贴|拨款)|(?:区级?|市级?|政府)(?:补助|资助|补贴))"
)
_BRACKETS = compiled(r"[（(][^（()）]*[)）]")
_PAYER = compiled(
    r"自己出|自出|请[拨领]|申领|(?:单位|公司|学校|医院|企业|协会)(?:出资?|承担|负担)$|想?请.{0,4}补助|财政|(?<!专利)(?<!产权)(?<!商标)申请|资助|自筹|配套|拨款|"
    r"(?:^|其中|政府|[市区省]级?|上级|专项|经费|项目|资金|人社|奖励)[:：]?补助|(?:^|[市区省]里?级?|政府|上级|拟|请|领|需|专项)补助(?:资金|金额|款|数)?$"
)
# 授课补助, 配套设备购置, 专利申请费: what is spent, whoever pays.
_COST = compiled(r"(?:(?<!经)费用?|支出|购置|开支|耗材|材料|设备|器材|用品|工具|教具)$")
_TO_PEOPLE = compiled(
    r"(?:授课|讲课|带徒|师傅|徒弟|学员|食宿|住宿|餐饮|误餐|交通|差旅|伙食|培训|专家|人员|劳务|加班|通勤|教师|导师|帮带|课时|实习|生活)[\u4e00-\u9fff]{0,3}补助$"
)


def names_payer(title: str) -> bool:
    """Whether the title of a row or a line says who pays (申请财政补助, 单位自筹) and not what for (授课补助)."""
    bare = _BRACKETS.sub("", "".join(title.split()))
    return _PAYER.search(bare) is not None and _COST.search(bare) is None and _TO_PEOPLE.search(bare) is None
