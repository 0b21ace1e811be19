"""Pure functions on arrays: what a set of answers scores, how sure that is, who is better."""
