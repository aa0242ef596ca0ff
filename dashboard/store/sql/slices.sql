-- The number of each pair of indicator and period.
select distinct indicator, time_period, slice from observation
