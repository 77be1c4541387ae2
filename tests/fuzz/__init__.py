"""Inputs drawn from the fixtures and damaged, against every public way in."""
