-- Who put a policy in force; null where it was read from the files.
ALTER TABLE policy_in_force ADD put_by nvarchar(200) NULL;

-- Customers' links that were made: to show which are open, and to take one back. What a link opens stands sealed in the link itself.
CREATE TABLE customer_link (
    id         nvarchar(36)  NOT NULL PRIMARY KEY, -- UUID of version 7; it stands in the link
    incident   nvarchar(36)  NOT NULL,
    made_by    nvarchar(200) NOT NULL,
    made_at    bigint        NOT NULL,
    expires_at bigint        NOT NULL,
    taken_by   nvarchar(200) NULL,
    taken_at   bigint        NULL -- from then on it opens nothing
);
-- The links of an incident, on its page.
CREATE INDEX customer_link_incident ON customer_link (incident, id);
