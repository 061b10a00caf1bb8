"""Quotations: found in the archived text of their source, or not at all."""
