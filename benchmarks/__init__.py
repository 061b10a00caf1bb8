"""How fast a site is built and served, beside Hugo: synthetic sites, measurements, tables."""
