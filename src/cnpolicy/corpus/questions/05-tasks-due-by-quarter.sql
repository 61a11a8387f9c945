-- en: How many tasks are due in each quarter?
-- zh: 每个季度有多少任务到期？
select year(day) as year, quarter(day) as quarter, count(*) as tasks,
    count(*) filter (stated) as stated,
    count(distinct document_id) as documents
from (
    select document_id, coalesce(due, inferred_due) as day, due is not null as stated
    from tasks semi join unique_documents on id = document_id
)
where day is not null
group by all
order by all
