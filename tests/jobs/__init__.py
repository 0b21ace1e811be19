"""Jobs in their child process."""
