-- en: Which bodies lead, are responsible for and support most tasks?
-- zh: 哪些单位牵头、负责、配合的任务最多？
with counted as (
    -- Counted a document first: copies are then looked up once a body, not once a task.
    select normalized as body, document_id,
        count(*) filter (role = 'lead') as leads,
        count(*) filter (role = 'responsible') as responsible,
        count(*) filter (role = 'support') as supports,
        count(*) as tasks
    from task_bodies
    where not "group"
    group by all
)
select body, sum(leads)::bigint as leads, sum(responsible)::bigint as responsible,
    sum(supports)::bigint as supports, sum(tasks)::bigint as tasks,
    count(*) as documents
from counted semi join unique_documents on id = document_id
group by body
order by tasks desc, body
limit 100
