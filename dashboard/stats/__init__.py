"""Formulas over plain numbers: poverty, inequality, ranks; nothing here knows areas or readers."""
