-- en: Which document of the corpus cites which other, and as what?
-- zh: 语料库中哪份文件引用了哪份文件，作为什么引用？
with pairs as (
    -- By title or by 文号, each by itself: a join on one or the other tries every pair.
    select c.document_id, c.start, c.role, b.id as cited
    from citations c join unique_documents b on b.document = c.title
    union
    select c.document_id, c.start, c.role, b.id
    from citations c join unique_documents b on b.document_number = c.number
)
select a.document as citing, b.document as cited, role, count(*) as times
from pairs
join unique_documents a on a.id = document_id
join unique_documents b on b.id = pairs.cited
where a.id <> b.id
group by all
order by times desc, citing, cited
limit 1000
