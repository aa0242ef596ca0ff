-- Every place, by code; `valid_from` as a float, NaN where none is given.
select * replace (valid_from::double as valid_from) from area order by code
