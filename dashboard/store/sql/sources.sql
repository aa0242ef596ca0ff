-- The citations behind an indicator's figures, of one period or (null) of all.
with cited as (
    select unnest(string_split(source, ' ')) as source, count(*) as figures
    from observation
    where indicator = $indicator and ($period is null or time_period = $period)
    group by 1
)
select source.*, cited.figures
from cited
join source using (source)
order by source.data_set, cited.figures desc, source.source
