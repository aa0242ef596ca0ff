-- Indicators that have any figure in doubt.
select distinct indicator from observation where obs_status = 'U' order by indicator
