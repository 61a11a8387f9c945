"""Why a request gets no answer.

In: the code of a reason. Out: its `Refusal`, with the status of HTTP and the words in
English and in Chinese. One table, so that none exists in one language only.
"""

from __future__ import annotations

from cnpolicy.service.messages import Refusal

_REFUSALS: dict[str, tuple[int, str, str]] = {
    "host": (
        421,
        "the service is not called by this name",
        "不接受以此主机名访问（如确有需要，启动时用 --name 指定）",
    ),
    "origin": (
        403,
        "the request comes from another page",
        "请求来自其他网页，已拒绝",
    ),
    "path": (404, "there is nothing at this address", "没有这个地址"),
    "method": (405, "not by this method", "不支持此请求方法"),
    "form": (
        400,
        "the request is no form and no JSON of the API: {}",
        "请求格式不正确：{}",
    ),
    "media": (
        415,
        "send multipart/form-data or application/json",
        "请以 multipart/form-data 或 application/json 提交",
    ),
    "count": (400, "{} takes {}, not {}", "“{}”需要{}，而不是 {}"),
    "option": (400, "{} cannot be {}", "参数 {} 的取值不正确：{}"),
    "large": (413, "the request is larger than {} bytes", "提交内容超过 {} 字节"),
    "answer": (413, "the answer is larger than {} bytes", "结果超过 {} 字节"),
    "slow": (408, "the request did not come within {} seconds", "{} 秒内未收完请求"),
    "busy": (
        503,
        "too many requests at once: try again in {} seconds",
        "同时处理的请求过多，请在 {} 秒后重试",
    ),
    "time": (422, "this takes longer than {} seconds", "处理时间超过 {} 秒，已中止"),
    # Python itself may end where memory does: the two cannot be told apart for sure.
    "ended": (
        422,
        "this needs too much memory, or ended the process that worked on it",
        "处理所需内存过多，或处理进程意外终止",
    ),
    "internal": (500, "the service made a mistake", "服务内部出错"),
}


def refusal(code: str, *details: object) -> Refusal:
    """Return the refusal of a code; `details` fill its words in both languages.

    A pair is a detail in English and in Chinese.
    """
    status, english, chinese = _REFUSALS[code]
    pairs = [one if isinstance(one, tuple) else (one, one) for one in details]
    return Refusal(
        status,
        code,
        english.format(*(pair[0] for pair in pairs)),
        chinese.format(*(pair[1] for pair in pairs)),
    )


def unreadable(status: int, message: str, message_zh: str) -> Refusal:
    """Return the refusal of a document, in the words of its reader."""
    return Refusal(status, "unreadable", message, message_zh)
