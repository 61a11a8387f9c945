-- en: Which value does each province set for a target of the same name?
-- zh: 同一指标在各省份的目标值是多少？
-- $target = 每万人口高价值发明专利拥有量
select coalesce(d.province, d.region, '（未知）') as province, d.document,
    t.name, t.comparator, t.low, t.high, t.unit,
    coalesce(t.year, t.inferred_year) as year, t.baseline
from targets t join unique_documents d on d.id = t.document_id
where t.kind = 'planned' and contains(t.name, $target)
order by province, year, d.document, t.start
