"""Networks that this project designed and pretrained itself."""
