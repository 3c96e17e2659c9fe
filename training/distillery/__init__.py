"""Distils, quantises and exports Interlock's text encoder. Run ``python -m distillery --help``."""
