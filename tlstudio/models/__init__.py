"""Pretrained models: cards, weights, backbones as ordered blocks, surgery."""
