"""Choose a pretrained model and its layers."""
