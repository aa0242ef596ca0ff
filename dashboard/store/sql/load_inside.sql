-- Each area with every place it lies in, itself included: 8001 lies in 80, S11, S, TH and CL-GULF.
create table inside as
with recursive step as (
    select code, unnest([parent, planning_region, cluster]) as place from area
),
chain (code, place) as (
    select code, code from area
    union
    select chain.code, step.place
    from chain
    join step on step.code = chain.place
    where step.place <> ''
)
select code, list(place order by place) as places
from chain
group by code
