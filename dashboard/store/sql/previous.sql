-- What a figure may be set against: the last earlier value of the same edition and season that is
-- not in doubt (obs_status U), with no break (B) after it.
with line as (
    select * from observation
    where indicator = $indicator and ref_area = $area and edition = $edition
),
here as (
    select position, season from period where time_period = $period
)
select
    ref_area, time_period, edition, obs_value, unit_measure, obs_status, conf_status, derived,
    reason, period_note, source, note
from line
join here on line.season = here.season and line.position < here.position
where obs_value is not null
    and obs_status <> 'U'
    and not exists (
        select 1 from line as broken
        where broken.obs_status = 'B'
            and broken.position > line.position
            and broken.position <= here.position
    )
order by line.position desc
limit 1
