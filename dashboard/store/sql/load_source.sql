-- $file: source.parquet.
create table source as
select * from read_parquet($file) order by source
