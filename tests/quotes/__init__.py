"""Quotations: made comparable, found, compared and cut."""
