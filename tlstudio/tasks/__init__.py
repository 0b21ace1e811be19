"""What is learnt: one folder a task."""
