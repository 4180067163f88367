-- People who sign in, and how. Roles and branches are read with the account; the rest only while somebody signs in.

CREATE TABLE account (
    id            TEXT    NOT NULL PRIMARY KEY, -- UUID of version 7
    name          TEXT    NOT NULL,             -- the name in the records
    name_key      TEXT    NOT NULL,             -- the name in capitals: two do not differ by case alone
    password      TEXT    NULL,                 -- stretched hash; null until one is chosen
    stamp         TEXT    NOT NULL,             -- changes with password and second step, and ends all sessions
    version       TEXT    NOT NULL,             -- changes with each write
    roles         TEXT    NOT NULL,             -- separated by spaces
    branch        TEXT    NULL,                 -- null for all branches
    language      TEXT    NULL,                 -- BCP 47; null for the browser's
    zone          TEXT    NULL,                 -- tz database; null for UTC
    failures      INTEGER NOT NULL,             -- wrong passwords in a row
    locked_until  INTEGER NULL,
    two_factor    INTEGER NOT NULL,             -- 1 when signing in asks for a code
    authenticator TEXT    NULL,                 -- the key of the codes, sealed
    recovery      TEXT    NULL,                 -- the recovery codes that are left, sealed
    created_at    INTEGER NOT NULL,
    disabled_at   INTEGER NULL
);
CREATE UNIQUE INDEX account_name ON account (name_key);

CREATE TABLE account_passkey (
    credential TEXT    NOT NULL PRIMARY KEY,    -- SHA-256 of the credential's id, in hexadecimal digits
    account    TEXT    NOT NULL,
    name       TEXT    NULL,
    data       TEXT    NOT NULL,                -- JSON: id, public key, counter, flags
    created_at INTEGER NOT NULL
);
CREATE INDEX account_passkey_account ON account_passkey (account);

-- Who somebody is at the company's own provider.
CREATE TABLE account_login (
    provider TEXT NOT NULL,
    subject  TEXT NOT NULL,
    account  TEXT NOT NULL,
    PRIMARY KEY (provider, subject)
);
CREATE INDEX account_login_account ON account_login (account);
