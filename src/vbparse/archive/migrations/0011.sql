-- A page that was read badly is looked at as a whole: the values on it whose words may be misread do not wait one by one.
ALTER TABLE doubts ADD COLUMN page TEXT;  -- path of the page that waits in the place of a value
