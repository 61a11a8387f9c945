-- en: How many targets are set for each year, and how many are binding?
-- zh: 每个目标年份设定了多少指标，其中多少是约束性的？
select coalesce(year, inferred_year) as year, count(*) as targets,
    count(*) filter (attribute = '约束性') as binding,
    count(*) filter (attribute = '预期性') as expected,
    count(distinct document_id) as documents
from targets semi join (select id from unique_documents) on id = document_id
where kind = 'planned' and coalesce(year, inferred_year) is not null
group by all
order by all
