select count(*) from observation
