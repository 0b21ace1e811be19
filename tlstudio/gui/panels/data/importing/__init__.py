"""From a folder or a table to images in the project, asked and told before anything is written."""
