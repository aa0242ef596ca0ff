-- Every period and edition of one indicator for named areas.
select
    ref_area, time_period, edition, obs_value, unit_measure, obs_status, conf_status, derived,
    reason, period_note, source, note
from observation
where indicator = $indicator and list_contains($areas, ref_area)
order by ref_area, position, edition_rank
