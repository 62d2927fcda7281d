"""Who may do what in an archive: people, sessions, tokens, calendars, attempts to log in, the log of what was done."""
