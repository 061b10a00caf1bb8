"""What each command does and says; each returns its exit code."""
