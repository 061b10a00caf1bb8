"""Claims and what they refer to, resolved; each input is the docstring of its test."""
