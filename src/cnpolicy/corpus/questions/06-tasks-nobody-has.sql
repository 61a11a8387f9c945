-- en: Which documents leave most tasks without a body, or without a time?
-- zh: 哪些文件没有明确责任单位或完成时限的任务最多？
select d.document, d.document_number, count(*) as tasks,
    count(*) filter (not assigned) as without_body,
    count(*) filter (deadline is null) as without_time,
    round(100.0 * without_body / tasks, 1) as percent_without_body
from tasks t join unique_documents d on d.id = t.document_id
group by d.id, d.document, d.document_number
order by without_body desc, d.document
limit 100
