"""Who is who: names of bodies and posts, offices, and the units of the State, read without any document."""
