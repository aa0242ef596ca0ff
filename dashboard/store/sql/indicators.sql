-- Indicators with at least one figure, in the order of the menus; levels from large to small.
with present as (
    select
        indicator as id,
        level,
        list_position(
            ['country', 'region', 'planning_region', 'cluster', 'province', 'district'], level
        ) as rank
    from observation
    group by indicator, level
    having count(obs_value) > 0 or bool_or(conf_status = 'C')
)
select
    indicator.* replace (string_agg(present.level, ' ' order by present.rank) as levels)
from present
join indicator using (id)
group by all
order by indicator.domain_order, indicator.id
