"""The gate between what extractors found and what a document claims: values that cannot be what they are said to be are
repaired, or left out and reported. A wrong value is worse than none."""
