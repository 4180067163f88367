-- Where in a text the fault stands, and who discarded what never will be read. What is discarded counts as done, like what was replayed.
ALTER TABLE quarantine ADD line bigint NULL;                   -- from 1
ALTER TABLE quarantine ADD place bigint NULL;                  -- the character in the line, from 1
ALTER TABLE quarantine ADD length bigint NULL;                 -- how many characters are at fault
ALTER TABLE quarantine ADD discarded_by nvarchar(200) NULL;
ALTER TABLE quarantine ADD discarded_because nvarchar(1000) NULL;
