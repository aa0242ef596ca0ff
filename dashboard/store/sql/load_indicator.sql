-- $file: indicator.parquet. Domains in the order of the menus.
create table indicator as
select * from read_parquet($file) order by domain_order, id
