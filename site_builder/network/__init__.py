"""Asking outside addresses whether they answer: the only place from which the program reaches out."""
