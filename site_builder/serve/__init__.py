"""Editing live: a server whose pages follow the content."""
