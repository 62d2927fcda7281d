"""Which lines stand beside which, and what is one paragraph or one table, whatever the format: pages by geometry
(`layout`), what is drawn in characters (`drawn`, `grids`, `torn`), and sources cut or mended as a whole."""
