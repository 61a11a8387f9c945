-- en: What does a body have to do, in which role, and by when?
-- zh: 某单位要做什么、担任什么角色、何时完成？
-- $body = 市教育局
select d.document, t.number, coalesce(t.title, t.text[:60]) as task, b.role,
    t.deadline, coalesce(t.due, t.inferred_due) as due, b.name, b.normalized
from task_bodies b
join tasks t using (document_id, task)
join unique_documents d on d.id = document_id
where $body in (b.name, b.normalized)
order by due nulls last, d.document, t.task
limit 1000
