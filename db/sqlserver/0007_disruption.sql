-- One cause that hits many shipments.

CREATE TABLE disruption (
    id          nvarchar(36)  NOT NULL PRIMARY KEY,
    status      nvarchar(40)  NOT NULL,
    facts       nvarchar(max) NOT NULL, -- JSON
    branch      nvarchar(200) NULL, -- null: declared for every branch
    declared_at bigint        NOT NULL,
    declared_by nvarchar(200) NOT NULL,
    watch_until bigint        NOT NULL,
    held        bigint        NOT NULL,
    reported    bigint        NOT NULL,
    version     bigint        NOT NULL
);
-- Those with which shipments that come in are compared.
CREATE INDEX disruption_active ON disruption (id) WHERE status <> 'ended';
