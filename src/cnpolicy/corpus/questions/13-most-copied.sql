-- en: Which documents are in the corpus most often, word for word or nearly so?
-- zh: 哪些文件在语料库中重复最多（完全相同或基本相同）？
select o.document, o.id,
    count(*) filter (c.duplicate_of is not null) as copies,
    count(*) filter (c.near_duplicate_of is not null) as near_copies,
    min(c.similarity) as least_similar
from documents c join documents o
    on o.id = coalesce(c.duplicate_of, c.near_duplicate_of)
group by o.id, o.document
order by copies + near_copies desc, o.id
limit 100
