"""Who may do what in an archive: people, sessions, tokens, calendars, saved views, attempts to log in, the log of what
was done; and webhooks, which tell other systems."""
