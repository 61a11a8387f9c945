-- en: What did other documents keep of a plan: how many of its headings and targets?
-- zh: 其他文件保留了某规划的多少标题和指标？
-- $plan = “十四五”国家知识产权保护和运用规划
with plan as (
    select id from unique_documents where document = $plan limit 1
),
words as (
    select document_id, 'heading' as kind, title as words from sections
    where title is not null
    union
    select document_id, 'target', name from targets
    where kind = 'planned' and name is not null
),
asked as (select kind, words from words join plan on id = document_id),
kept as (
    select document_id, kind, count(*) as kept
    from words semi join asked using (kind, words)
    where document_id not in (from plan)
    group by all
)
select coalesce(d.province, d.region, '（未知）') as province, d.document,
    coalesce(sum(kept) filter (kept.kind = 'heading'), 0) as headings,
    (select count(*) from asked where kind = 'heading') as headings_of_the_plan,
    coalesce(sum(kept) filter (kept.kind = 'target'), 0) as targets,
    (select count(*) from asked where kind = 'target') as targets_of_the_plan
from kept join unique_documents d on d.id = document_id
group by d.id, d.document, d.province, d.region
order by headings desc, targets desc, d.document
limit 100
