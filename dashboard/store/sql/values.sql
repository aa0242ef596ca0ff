-- The areas of $level inside $within: one indicator, one period, one edition (null: the newest).
select
    ref_area, time_period, edition, obs_value, unit_measure, obs_status, conf_status, derived,
    reason, period_note, source, note
from observation
where slice = $slice
    and level = $level
    and list_contains(places, $within)
    and case when $edition is null then newest else edition = $edition end
order by ref_area
