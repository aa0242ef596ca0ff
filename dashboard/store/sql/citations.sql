-- Citations by id, in the order of the ids.
select * from source
where list_contains($ids, source)
order by list_position($ids, source)
