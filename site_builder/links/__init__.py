"""Whether the outside addresses in a site's content still lead anywhere."""
