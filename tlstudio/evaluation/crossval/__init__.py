"""A recipe judged by models that each left out some of the images: every image is answered once."""
