"""Outside judges of what a build wrote."""
