"""Start, watch and steer trainings."""
