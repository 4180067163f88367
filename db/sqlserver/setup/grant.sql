-- Once, by an administrator of the server, when the two logins of create-database.sql are there:
--   sqlcmd -S SERVER -d FreightRecovery -i grant.sql
-- freight_schema brings the tables up to date (`migrate`); freight_server works with them and can change none.
IF DATABASE_PRINCIPAL_ID(N'freight_schema') IS NULL CREATE USER freight_schema FOR LOGIN freight_schema;
IF DATABASE_PRINCIPAL_ID(N'freight_server') IS NULL CREATE USER freight_server FOR LOGIN freight_server;
GO
GRANT CONNECT, CREATE TABLE, CREATE TYPE TO freight_schema;
GRANT ALTER, SELECT, INSERT, UPDATE, DELETE, REFERENCES, EXECUTE ON SCHEMA::dbo TO freight_schema;
GO
-- Rows of every table, and the table types by which a group of them is sent.
GRANT CONNECT TO freight_server;
GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE ON SCHEMA::dbo TO freight_server;
GO
-- What happened is added to and never changed, also not by a server that has been broken into.
DENY UPDATE, DELETE ON OBJECT::dbo.stream_event TO freight_server;
DENY INSERT, UPDATE, DELETE ON OBJECT::dbo.schema_version TO freight_server;
GO
