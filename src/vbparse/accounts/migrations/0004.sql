-- Addresses of other systems that are told of events, and what they are told. The secret is kept as it is: each message
-- is signed with it.
CREATE TABLE webhooks (              -- person: whose it is; none: made by whoever uses this machine, or a token of nobody
  id INTEGER PRIMARY KEY, person INTEGER REFERENCES people ON DELETE CASCADE,
  name TEXT NOT NULL, address TEXT NOT NULL, events TEXT NOT NULL,  -- events: with blanks between them
  role TEXT NOT NULL, secret TEXT NOT NULL, made TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1, set_aside TEXT,                -- set_aside: when the server gave up
  change_n INTEGER NOT NULL,         -- number of the last change that was looked at
  job_ended TEXT NOT NULL,           -- the end of the last job that was looked at
  due_day TEXT NOT NULL              -- the last day on which it was looked at what is due soon
);
CREATE TABLE deliveries (            -- due: seconds since 1970, none: no attempt follows; asked: by a person, once
  id INTEGER PRIMARY KEY, webhook INTEGER NOT NULL REFERENCES webhooks ON DELETE CASCADE,
  message TEXT NOT NULL, event TEXT NOT NULL, body TEXT NOT NULL, made TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'failed', 'withheld')),
  attempts INTEGER NOT NULL DEFAULT 0, due REAL, asked INTEGER NOT NULL DEFAULT 0,
  tried TEXT, status INTEGER, error TEXT, error_vi TEXT
);
CREATE INDEX deliveries_due ON deliveries (due) WHERE due IS NOT NULL;
CREATE INDEX deliveries_webhook ON deliveries (webhook, id);
