select name from duckdb_optimizers()
