"""Work in a child process: requests, the worker that does them, the supervisor that watches it."""
