-- en: How many documents does each province have, by year?
-- zh: 各省份历年各有多少文件？
select coalesce(province, region, '（未知）') as province, year,
    count(*) as documents, sum(chars) as chars
from unique_documents
group by all
order by province, year
