"""Tests: one file a module, and beside them the tools that look at pages from outside."""
