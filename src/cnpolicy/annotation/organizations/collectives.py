"""Collectives: words for several bodies at once, which have no full name.

In: a name in Simplified characters. Out: whether it is a collective, as in
各市、州、县人民政府, 有关部门, 17个市级帮扶集团牵头单位.
"""

from cnpolicy.lexical.lazy_regex import lazy
from cnpolicy.lexical.numerals import ONE_TO_TEN

_UNITS = (
    r"(?:省|自治区|自治州|自治县|地级|设区的?|市|州|盟|县|区|旗"
    r"|乡|镇|村|街道|社区|林区)"
)
_COLLECTIVE = (
    r"(?:部门|单位|机构|企业|院校|高校|院所|银行|地区|地方|政府|党委|方面|组织|园区)"
)
_GROUP = lazy(
    r"(?:"
    # 各市、州、县人民政府; 有关部门; 其他相关单位
    r"(?:各|有关|相关|其他|其它|所有|全体|多个|地方(?:各级|政府|人民政府|有关|党委))"
    # 省直有关部门, 国务院相关部门, 全区各部门, 市级各单位
    rf"|.{{0,8}}?(?:有关|相关|各)(?=.{{0,12}}{_COLLECTIVE}$)"
    # 17个市级帮扶集团牵头单位
    f"|[0-9{ONE_TO_TEN}两]+[个家]"
    # 县（市、区）人民政府, 区县政府, 设区市政府: two units or more share one head
    rf"|(?:{_UNITS}[、（(）)〔〕\[\]/和及以上]*){{2,}}级?(?:人民政府|政府|党委)"
    # 省级有关部门, 市直部门, 试点城市政府, 宣传部门
    rf"|.{{0,12}}(?:[直级]|城市|县城|地方|成员)(?:部门|单位|机关|政府|人民政府)$"
    r"|.{2,10}部门$"
    r")"
)


def is_collective(name: str) -> bool:
    """Tell whether a name means several bodies.

    >>> is_collective("各市、县人民政府"), is_collective("市人民政府")
    (True, False)
    """
    return _GROUP.match(name) is not None
