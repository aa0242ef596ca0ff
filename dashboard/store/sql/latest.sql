-- The newest figure of one indicator for one area that has a value.
select
    ref_area, time_period, edition, obs_value, unit_measure, obs_status, conf_status, derived,
    reason, period_note, source, note
from observation
where indicator = $indicator and ref_area = $area and obs_value is not null
order by position desc, time_period desc, edition_rank desc
limit 1
