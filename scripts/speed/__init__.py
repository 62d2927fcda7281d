"""The gate against losses of speed (scripts/check-speed): what is counted, how, and the ratios that are held."""
