"""The measurements, one module each, in the order in which they are printed.

A module offers `measure(effort)`, which makes its numbers anew and gives its lines.
"""
