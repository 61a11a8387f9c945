-- en: Which documents name a body that did not exist any longer?
-- zh: 哪些文件提到了当时已不存在的机构？
select d.document, d.year, o.name, o.normalized, o.until, o.successor,
    count(*) as times
from organizations o join unique_documents d on d.id = o.document_id
where o.until is not null and d.year > o.until
group by all
order by d.year desc, d.document, o.name
limit 1000
