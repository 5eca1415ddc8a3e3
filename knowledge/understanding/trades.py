"""Whether the studios that a message tells of are of one trade or of several."""

from __future__ import annotations

from knowledge.facts import FactValue
from knowledge.patterns import compiled

# Questions on which it counts.
SUBJECTS = frozenset({"one_per_unit", "different_occupation", "branch_factories"})
_TRADE = compiled(
    r"焊|电(?=工)|钳|车(?=工)|铣|磨(?=工)|木(?=工)|瓦(?=工)|喷?漆(?=工)|数控|模具|厨|烹调|面点|烘焙|汽修|电梯|美发|护理|装配|铸造|锻|缝纫|裁剪|钣金|机修|茶艺|糕点|园林|化验|叉车|无人机"
)
_SAME = compiled(
    r"(?<![不非没])(?<!不是)(?:同|相同|同样|一样|同一)(?:的)?(?:一)?(?:个|种)?(?:焊工|电工|钳工)?(?:的)?(?:工种|职业|专业|岗位)|职业(?:没|未)变|一个职业|"
    r"(?:工种|职业)(?:[(]工种[)])?(?:一样|相同|同一个|没变)|(?:工种|职业)都是"
)
_OTHER = compiled(
    r"(?:是|系|属|算|归)(?:于)?(?:两|俩|2)(?:个|只|种|样|门|类)(?:工种|职业|行当|专业)|不同(?:的)?(?:工种|职业|专业)|(?:工种|职业|专业)(?:不同|不一样)|(?:别|另|换)(?:的|外|一)?(?:个|种)?(?:工种|职业)|八竿子打不着"
)
# 俩电工大师, 三个焊工大师, 都是喷漆工, 同是钳工: several of one trade.
_SEVERAL = compiled(r"(?:俩|两|二|三|仨|几|都是|同是|全是|各是)(?:个|位|名|间)?$")


def read_trades(text: str) -> dict[str, FactValue]:
    """`occupation.relation` by the trades that are named, or by the words that say so; empty where nothing tells."""
    if _OTHER.search(text):
        return {"occupation.relation": "different"}
    if _SAME.search(text):
        return {"occupation.relation": "same"}
    named = list(_TRADE.finditer(text))
    trades = {match[0] for match in named}
    if len(trades) > 1:
        return {"occupation.relation": "different"}
    several = any(_SEVERAL.search(text[max(0, match.start() - 4) : match.start()]) for match in named)
    return {"occupation.relation": "same"} if len(named) > 1 or several else {}
