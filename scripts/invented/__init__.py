"""Documents that nobody wrote, as many as are asked for and the same for the same seed: what the archive is measured
with (scripts/bench-archive).

Words stand as often as Zipf's law has it; units, series of numbers, titles, offices and cited documents are unevenly
popular too, and some of what a letterhead should tell is missing, as it is in real archives.
"""
