-- en: Which files could not be read, and why?
-- zh: 哪些文件无法读取，原因是什么？
select replace(error, id || ': ', '') as reason,
    replace(error_zh, id || '：', '') as reason_zh,
    count(*) as files, min(id) as example
from refused_documents
group by reason, reason_zh
order by files desc, reason
