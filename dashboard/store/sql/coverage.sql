-- What there is of one indicator, or (null) of all.
select
    indicator,
    time_period,
    level,
    edition,
    count(obs_value) as "values",
    count(*) filter (conf_status = 'C') as suppressed,
    count(*) filter (obs_value is null and conf_status <> 'C') as missing
from observation
where $indicator is null or indicator = $indicator
group by indicator, time_period, level, edition, position, edition_rank
order by indicator, position, time_period, level, edition_rank
