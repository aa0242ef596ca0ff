-- Where each period stands on the time axis, and which periods can be set against each other.
create table period as
select unnest($ids) as time_period, unnest($positions) as position, unnest($seasons) as season
