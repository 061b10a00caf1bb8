"""A real browser in front of a built folder: served, opened, measured."""
