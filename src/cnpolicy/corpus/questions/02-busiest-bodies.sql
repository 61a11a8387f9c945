-- en: Which bodies lead, are responsible for and support most tasks?
-- zh: 哪些单位牵头、负责、配合的任务最多？
select normalized as body,
    count(*) filter (role = 'lead') as leads,
    count(*) filter (role = 'responsible') as responsible,
    count(*) filter (role = 'support') as supports,
    count(*) as tasks,
    count(distinct document_id) as documents
from task_bodies semi join unique_documents on id = document_id
where not "group"
group by body
order by tasks desc, body
limit 100
