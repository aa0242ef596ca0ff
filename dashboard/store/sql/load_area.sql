-- $file: area.parquet.
create table area as
select * from read_parquet($file) order by code
