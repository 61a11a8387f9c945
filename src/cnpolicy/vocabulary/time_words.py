"""Words of times: what a duration begins with, what a day is named after.

Data only: how a time is written stands in `annotation/time_expressions/`.
"""

from cnpolicy.vocabulary.word_lists import listed

STARTS = listed(
    "印发 发布 公布 下发 签发 发文 通过 批准 批复 施行 实施 生效 受理 接到 收到 签订 "
    "签署 成立 备案 公示 结束 开工 竣工 立项 认定 验收 送达 作出"
)
"""What a duration is counted from: 自|印发|之日起45日内."""

EVENTS = listed(
    "春节 元旦 元宵节 元宵 清明节 清明 端午节 端午 中秋节 中秋 国庆节 国庆 五一节 五一 "
    "十一 劳动节 七一 八一 全国两会 两会 主汛期 汛期 入汛 汛 雨季 入冬 冬季 供暖季 "
    "供暖期 供暖 采暖季 采暖期 采暖 封冻 上冻 霜冻 高考 中考 秋季开学 春季开学 开学 "
    "新学期 寒假 暑假 春耕 秋收 秋冬种 防火期 换届 期末 会议 下次会议"
)
"""What has no day of its own, and ends a time: 春节|前."""
