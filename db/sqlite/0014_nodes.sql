-- The programs on this database, each until when it is taken to be alive.

CREATE TABLE node (
    name  TEXT    NOT NULL PRIMARY KEY,
    until INTEGER NOT NULL
) WITHOUT ROWID;
