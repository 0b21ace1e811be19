"""The texts of a project, and how alike they are."""
