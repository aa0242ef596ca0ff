"""Figures held against rules that people can read in `data/catalog/rules.toml`."""
