"""Cards of models, torch-free: generated files, the embedded ones, the user's own."""
