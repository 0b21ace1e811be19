"""The project folder and its runs: settings, lock, record of events, words to a job."""
