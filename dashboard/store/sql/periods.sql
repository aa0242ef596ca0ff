-- Periods with something to show at a level inside a place, newest first.
select
    time_period,
    edition,
    count(obs_value) as areas,
    count(*) filter (conf_status = 'C') as suppressed,
    bool_or(obs_status = 'P') as provisional
from observation
where indicator = $indicator and level = $level and list_contains(places, $within)
group by time_period, edition, position, edition_rank
having count(obs_value) > 0 or bool_or(conf_status = 'C')
order by position desc, time_period desc, edition_rank desc
