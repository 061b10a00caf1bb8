"""The words that pages are written in besides those of the content, by language."""
