"""Words beside a number that say whether it is the person's own, and whether it is the one that decides."""

from __future__ import annotations

from knowledge.patterns import compiled

# The number that decides: at the time of applying, or of the unit's own place.
DECISIVE = compiled(
    r"[递交报送](?:申请|申报)?材料|申请|申报|报名|目前|现在|总部|本部|自有|自己的|我们协会|实际|真正|直接填|填的?"
)
# 另外有120平宿舍不计: what such words follow is not the place that counts.
SET_ASIDE = compiled(
    r"^(?:平方?米?|㎡|方)*(?:的)?(?:(?:宿舍|食堂|饭堂|办公|仓库|停车|绿化|院子|露天)|[^,.;?!]{0,8}(?:[唔不没冇](?:计|算)|另算|除外)(?![^,.;?!]{0,2}(?:小|多|少|够)))"
)
NOT_OWN = compiled(
    r"(?:再(?:加|延|拖|多)|按|多|超出|超了|晚了|迟了|早了|短了|多出来?|少了|顶多|最多|不超过|不是|非得|非|差|要|须|需|得有|不少于|至少|最少|没有?|冇|不到|达到|够|满|说|规定|听说|要求|还缺|少|缺|离|距离?)[了是得个嗰这那]?(?:那么|这么|大概|约|那|一点)?$"
)
# 是不是也得有一千平: such words ask for the number, of which nobody says to have it.
ASKED_FOR = compiled(
    r"(?:(?:也|都|必须?|照样|同样|非)(?:得|要|须|需)|必须)(?:有|够|达到|满)$|(?:非得|硬要|非要|一定要|必须)$"
)
