"""Legacy charsets of Vietnamese: what their letters are, which font or which text is written in one."""
