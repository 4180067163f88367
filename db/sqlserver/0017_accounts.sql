-- People who sign in, and how. Roles and branches are read with the account; the rest only while somebody signs in.

CREATE TABLE account (
    id            nvarchar(36)  NOT NULL PRIMARY KEY, -- UUID of version 7
    name          nvarchar(200) NOT NULL, -- the name in the records
    name_key      nvarchar(200) NOT NULL, -- the name in capitals: two do not differ by case alone
    password      nvarchar(max) NULL, -- stretched hash; null until one is chosen
    stamp         nvarchar(64)  NOT NULL, -- changes with password and second step, and ends all sessions
    version       nvarchar(36)  NOT NULL, -- changes with each write
    roles         nvarchar(max) NOT NULL, -- separated by spaces
    branch        nvarchar(200) NULL, -- null for all branches
    language      nvarchar(40)  NULL, -- BCP 47; null for the browser's
    zone          nvarchar(200) NULL, -- tz database; null for UTC
    failures      bigint        NOT NULL, -- wrong passwords in a row
    locked_until  bigint        NULL,
    two_factor    bigint        NOT NULL, -- 1 when signing in asks for a code
    authenticator nvarchar(max) NULL, -- the key of the codes, sealed
    recovery      nvarchar(max) NULL, -- the recovery codes that are left, sealed
    created_at    bigint        NOT NULL,
    disabled_at   bigint        NULL
);
CREATE UNIQUE INDEX account_name ON account (name_key);

CREATE TABLE account_passkey (
    credential nvarchar(64)  NOT NULL PRIMARY KEY, -- SHA-256 of the credential's id, in hexadecimal digits
    account    nvarchar(36)  NOT NULL,
    name       nvarchar(200) NULL,
    data       nvarchar(max) NOT NULL, -- JSON: id, public key, counter, flags
    created_at bigint        NOT NULL
);
CREATE INDEX account_passkey_account ON account_passkey (account);

-- Who somebody is at the company's own provider.
CREATE TABLE account_login (
    provider nvarchar(100) NOT NULL,
    subject  nvarchar(300) NOT NULL,
    account  nvarchar(36)  NOT NULL,
    PRIMARY KEY (provider, subject)
);
CREATE INDEX account_login_account ON account_login (account);
