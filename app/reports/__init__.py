"""Reports to funders: figures of a grant frozen with their day, and words, in their language."""
