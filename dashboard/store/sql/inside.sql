select unnest(inside.places) as place, area.level, area.code
from inside
join area using (code)
order by place, level, code
