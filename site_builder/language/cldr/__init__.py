"""What Babel knows of languages and their files; imported only where a site is not in English."""
