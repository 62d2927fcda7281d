-- Filters that somebody saved under a name, and private addresses at which a feed reader follows what they find.
CREATE TABLE views (                 -- person: whose it is; none: of whoever uses this machine
  id INTEGER PRIMARY KEY, person INTEGER REFERENCES people ON DELETE CASCADE,
  name TEXT NOT NULL, page TEXT NOT NULL CHECK (page IN ('obligations', 'search')),
  query TEXT NOT NULL,               -- as in an address
  shared INTEGER NOT NULL DEFAULT 0, -- 1 where everybody sees it
  place INTEGER NOT NULL, made TEXT NOT NULL
);
CREATE TABLE feeds (                 -- person: who follows the view
  id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, person INTEGER REFERENCES people ON DELETE CASCADE,
  view INTEGER NOT NULL REFERENCES views ON DELETE CASCADE, made TEXT NOT NULL, withdrawn TEXT, used TEXT
);
