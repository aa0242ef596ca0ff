-- Rows as published, with the area's name: named areas, and those of $level inside $within, large
-- areas first.
-- $period is an id, 'all', or 'latest': the last period with a value for each indicator and level.
with chosen as (
    select * from observation
    where list_contains($indicators, indicator)
        and (
            list_contains($areas, ref_area)
            or (level = $level and list_contains(places, $within))
        )
        and ($period in ('all', 'latest') or time_period = $period)
),
last as (
    select indicator, level, max(position) as position
    from chosen
    where obs_value is not null or conf_status = 'C'
    group by indicator, level
)
select
    chosen.indicator, chosen.ref_area, area.name_th, area.name_en, chosen.level,
    chosen.time_period, chosen.edition, chosen.obs_value, chosen.unit_measure, chosen.obs_status,
    chosen.conf_status, chosen.derived, chosen.reason, chosen.period_note, chosen.source,
    chosen.note
from chosen
join area on area.code = chosen.ref_area
left join last on last.indicator = chosen.indicator and last.level = chosen.level
where $period <> 'latest' or chosen.position = last.position
order by
    list_position($indicators, chosen.indicator),
    list_position(
        ['country', 'region', 'planning_region', 'cluster', 'province', 'district'], chosen.level
    ),
    chosen.ref_area, chosen.position, chosen.edition_rank
