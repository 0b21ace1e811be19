"""Labels that are probably wrong: found from answers of models that never saw them."""
