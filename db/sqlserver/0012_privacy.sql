-- Personal data. Each customer has a key of its own, wrapped by the master key, which is not in the database. Deleting the row
-- forgets the persons at the customer: what the key sealed can no longer be read.

CREATE TABLE customer_key (
    id       binary(16)     NOT NULL PRIMARY KEY, -- UUID version 7, big-endian: stands before everything that the key sealed
    customer nvarchar(64)   NOT NULL,
    wrapped  varbinary(max) NOT NULL -- nonce, AES-256-GCM of the key, tag
);
-- The key a customer has now.
CREATE UNIQUE INDEX customer_key_customer ON customer_key (customer);

-- Who read personal data of whom.
CREATE TABLE personal_read (
    id       bigint        NOT NULL IDENTITY PRIMARY KEY,
    at       bigint        NOT NULL, -- ticks since 1970, UTC
    reader   nvarchar(200) NOT NULL,
    customer nvarchar(64)  NOT NULL,
    what     nvarchar(200) NOT NULL
);
-- Who read of this customer, newest first.
CREATE INDEX personal_read_customer ON personal_read (customer, id);
-- What this person read, newest first.
CREATE INDEX personal_read_reader ON personal_read (reader, id);
