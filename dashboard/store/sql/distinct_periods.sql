-- $file: observation.parquet.
select distinct time_period from read_parquet($file)
