"""Transfer Learning Studio."""
