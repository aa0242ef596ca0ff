-- $file: observation.parquet, with what every question needs beside it.
--
-- A suppressed cell loses its value here, whatever the file says. Of two editions of an indicator
-- the newer one reaches the later period; where both end alike, the later name wins. `newest` marks
-- the rows of the newest edition that covers a period at a level. `slice` numbers the pairs of
-- indicator and period: the map's question finds its rows by one number instead of two texts.
create table observation as
with figure as (
    select
        raw.* replace (case when raw.conf_status = 'C' then null else raw.obs_value end as obs_value),
        area.level,
        inside.places,
        period.position,
        period.season
    from read_parquet($file) as raw
    join area on area.code = raw.ref_area
    join inside on inside.code = raw.ref_area
    join period on period.time_period = raw.time_period
),
edition as (
    select
        indicator,
        edition,
        row_number() over (partition by indicator order by max(position), edition) as edition_rank
    from figure
    group by indicator, edition
)
select
    figure.*,
    dense_rank() over (order by indicator, position, time_period) as slice,
    edition.edition_rank,
    edition.edition_rank
        = max(edition.edition_rank) over (partition by indicator, time_period, level) as newest
from figure
join edition using (indicator, edition)
order by slice, level, ref_area, edition_rank
