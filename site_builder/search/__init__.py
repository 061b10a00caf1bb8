"""What readers search: a record of each claim, and the index that Pagefind makes of all.

`record.py` says what of a claim is found and by what it is filtered, `index.py` makes the files.
"""
