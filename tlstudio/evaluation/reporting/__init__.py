"""The report of a run: one neutral document, as a page for the browser and as a PDF."""
