"""Charts as numbers: where things lie, which templates draw as SVG. Behind each stands a table."""
