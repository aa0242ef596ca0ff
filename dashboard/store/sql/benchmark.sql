-- Named areas: one indicator, one period, one edition (null: the newest at each area's level).
select
    ref_area, time_period, edition, obs_value, unit_measure, obs_status, conf_status, derived,
    reason, period_note, source, note
from observation
where slice = $slice
    and list_contains($areas, ref_area)
    and case when $edition is null then newest else edition = $edition end
order by list_position($areas, ref_area)
