-- $file: note.parquet.
create table note as
select * from read_parquet($file) order by note
