"""Who may use an archive over HTTP: people, tokens, sessions, and what they did."""
