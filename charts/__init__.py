"""Draws the figures of a survey from the marts that `dbt build` wrote."""
