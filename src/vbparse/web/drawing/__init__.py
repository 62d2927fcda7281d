"""Pictures as SVG, from values: no archive, no request."""
