-- en: What was the parser not sure of, how often, and where for example?
-- zh: 解析时有哪些疑点，各有多少，例如在哪里？
select code, severity, count(*) as times, count(distinct document_id) as documents,
    any_value(message_zh order by document_id, start) as example,
    any_value(document_id order by document_id, start) as example_document
from diagnostics semi join (select id from documents) on id = document_id
group by code, severity
order by times desc, code
