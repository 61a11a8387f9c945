-- en: Which documents are cited most, and is their text in the corpus?
-- zh: 哪些文件被引用最多，语料库中是否有其全文？
select title as cited, count(*) as times, count(distinct document_id) as documents,
    bool_or(title in (select document from documents)) as in_the_corpus
from citations semi join (select id from unique_documents) on id = document_id
where title is not null
group by title
order by documents desc, times desc, title
limit 100
