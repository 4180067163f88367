-- Once, by an administrator of the server: sqlcmd -S SERVER -i create-database.sql
-- The binary collation tells every reference from every other one, as the embedded file does. With another collation the product
-- works too, but takes references that differ only in case for one, and says so when somebody uses both.
IF DB_ID(N'FreightRecovery') IS NULL
    CREATE DATABASE FreightRecovery COLLATE Latin1_General_100_BIN2;
GO
-- Who reads does not wait for who writes.
ALTER DATABASE FreightRecovery SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
GO
-- Two logins: one that changes the schema, for `migrate` alone, and one that the servers use. Choose the passwords.
--   CREATE LOGIN freight_schema WITH PASSWORD = N'...';
--   CREATE LOGIN freight_server WITH PASSWORD = N'...';
-- Then run grant.sql.
