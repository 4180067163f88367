-- Where in a text the fault stands, and who discarded what never will be read. What is discarded counts as done, like what was replayed.
ALTER TABLE quarantine ADD COLUMN line INTEGER NULL;           -- from 1
ALTER TABLE quarantine ADD COLUMN place INTEGER NULL;          -- the character in the line, from 1
ALTER TABLE quarantine ADD COLUMN length INTEGER NULL;         -- how many characters are at fault
ALTER TABLE quarantine ADD COLUMN discarded_by TEXT NULL;
ALTER TABLE quarantine ADD COLUMN discarded_because TEXT NULL;
