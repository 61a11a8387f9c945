-- en: Who leads most often, and with whose support?
-- zh: 谁牵头最多，由谁配合？
with bodies as (
    -- One number for a task joins faster than the name of its document and its own.
    select hash(document_id, task) as task, role, normalized
    from task_bodies semi join unique_documents on id = document_id
    where not "group" and role in ('lead', 'support')
)
select a.normalized as lead, b.normalized as support, count(*) as tasks
from bodies a join bodies b using (task)
where a.role = 'lead' and b.role = 'support'
group by all
order by tasks desc, lead, support
limit 100
