-- The programs on this database, each until when it is taken to be alive.

CREATE TABLE node (
    name  nvarchar(200) NOT NULL PRIMARY KEY,
    until bigint        NOT NULL
);
CREATE TYPE lease_rows AS TABLE (slot bigint NOT NULL, fence bigint NOT NULL);
