"""References followed, quotations verified, and everything derived that is never typed."""
