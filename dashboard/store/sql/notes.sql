-- Notes by id, in the order of the ids.
select * from note
where list_contains($ids, note)
order by list_position($ids, note)
