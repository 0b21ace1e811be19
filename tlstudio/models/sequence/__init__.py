"""How each network family falls into ordered blocks."""
