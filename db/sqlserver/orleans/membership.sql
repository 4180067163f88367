-- Which silos there are: the tables of Orleans' membership, and the statements that its ADO.NET clustering reads from OrleansQuery by
-- name. Only the names OrleansQuery, QueryKey and QueryText, those of the statements, of their parameters and of the columns they
-- answer with are Orleans' own. Everything here can be run again; cluster programs do so at their start.

IF OBJECT_ID('OrleansQuery') IS NULL
    CREATE TABLE OrleansQuery (
        QueryKey  nvarchar(64)  NOT NULL PRIMARY KEY,
        QueryText nvarchar(max) NOT NULL
    );
GO

-- One row for each cluster. Whoever changes a silo's row raises the version that it has read; who comes second has read too early.
IF OBJECT_ID('OrleansMembershipVersionTable') IS NULL
    CREATE TABLE OrleansMembershipVersionTable (
        DeploymentId nvarchar(150) NOT NULL PRIMARY KEY,
        Version      int           NOT NULL
    );
GO

IF OBJECT_ID('OrleansMembershipTable') IS NULL
    CREATE TABLE OrleansMembershipTable (
        DeploymentId nvarchar(150) NOT NULL,
        Address      varchar(45)   NOT NULL,
        Port         int           NOT NULL,
        Generation   int           NOT NULL,
        SiloName     nvarchar(150) NOT NULL,
        HostName     nvarchar(150) NOT NULL,
        Status       int           NOT NULL,
        ProxyPort    int           NOT NULL,
        SuspectTimes nvarchar(max) NULL,
        StartTime    datetime2(3)  NOT NULL,
        IAmAliveTime datetime2(3)  NOT NULL,
        PRIMARY KEY (DeploymentId, Address, Port, Generation)
    );
GO

DECLARE @statement TABLE (QueryKey nvarchar(64) NOT NULL, QueryText nvarchar(max) NOT NULL);

-- Clients that are no silo find their way by these; Active is 3.
INSERT INTO @statement VALUES ('GatewaysQueryKey', '
    SELECT Address, ProxyPort, Generation FROM OrleansMembershipTable
    WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0');

-- The version stands in every row, and alone where there is no silo.
INSERT INTO @statement VALUES ('MembershipReadAllKey', '
    SELECT v.DeploymentId, v.Version, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes,
           m.StartTime, m.IAmAliveTime
    FROM OrleansMembershipVersionTable v
    LEFT JOIN OrleansMembershipTable m ON m.DeploymentId = v.DeploymentId
    WHERE v.DeploymentId = @DeploymentId');

INSERT INTO @statement VALUES ('MembershipReadRowKey', '
    SELECT v.DeploymentId, v.Version, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes,
           m.StartTime, m.IAmAliveTime
    FROM OrleansMembershipVersionTable v
    LEFT JOIN OrleansMembershipTable m
        ON m.DeploymentId = v.DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation
    WHERE v.DeploymentId = @DeploymentId');

-- Two silos that start at once on empty tables both try this: for one of them the row is simply there.
INSERT INTO @statement VALUES ('InsertMembershipVersionKey', '
    SET NOCOUNT ON;
    DECLARE @done int = 0;
    BEGIN TRY
        INSERT INTO OrleansMembershipVersionTable (DeploymentId, Version)
        SELECT @DeploymentId, 0 WHERE NOT EXISTS (SELECT 1 FROM OrleansMembershipVersionTable WHERE DeploymentId = @DeploymentId);
        SET @done = @@ROWCOUNT;
    END TRY
    BEGIN CATCH
        IF ERROR_NUMBER() NOT IN (2627, 2601) THROW;
        SET @done = 0;
    END CATCH
    SELECT @done AS Done');

INSERT INTO @statement VALUES ('InsertMembershipKey', '
    SET NOCOUNT ON;
    DECLARE @done int = 0;
    BEGIN TRY
        BEGIN TRANSACTION;
        UPDATE OrleansMembershipVersionTable SET Version = Version + 1 WHERE DeploymentId = @DeploymentId AND Version = @Version;
        SET @done = @@ROWCOUNT;
        IF @done = 1
            INSERT INTO OrleansMembershipTable
                (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
            VALUES
                (@DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime);
        COMMIT TRANSACTION;
    END TRY
    BEGIN CATCH
        IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION;
        IF ERROR_NUMBER() NOT IN (2627, 2601, 1205) THROW;
        SET @done = 0;
    END CATCH
    SELECT @done AS Done');

INSERT INTO @statement VALUES ('UpdateMembershipKey', '
    SET NOCOUNT ON;
    DECLARE @done int = 0;
    BEGIN TRY
        BEGIN TRANSACTION;
        UPDATE OrleansMembershipVersionTable SET Version = Version + 1 WHERE DeploymentId = @DeploymentId AND Version = @Version;
        SET @done = @@ROWCOUNT;
        IF @done = 1
        BEGIN
            UPDATE OrleansMembershipTable SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
            WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation;
            SET @done = @@ROWCOUNT;
        END
        IF @done = 1 COMMIT TRANSACTION; ELSE ROLLBACK TRANSACTION;
    END TRY
    BEGIN CATCH
        IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION;
        IF ERROR_NUMBER() <> 1205 THROW;
        SET @done = 0;
    END CATCH
    SELECT @done AS Done');

-- A sign of life is no change of the membership: the version stays.
INSERT INTO @statement VALUES ('UpdateIAmAlivetimeKey', '
    UPDATE OrleansMembershipTable SET IAmAliveTime = @IAmAliveTime
    WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation');

INSERT INTO @statement VALUES ('DeleteMembershipTableEntriesKey', '
    DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId;
    DELETE FROM OrleansMembershipVersionTable WHERE DeploymentId = @DeploymentId');

-- Dead is 6.
INSERT INTO @statement VALUES ('CleanupDefunctSiloEntriesKey', '
    DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId AND Status = 6 AND IAmAliveTime < @IAmAliveTime');

-- A silo reads them once, at its start: those of a newer version of this file are for the next ones that start.
UPDATE OrleansQuery SET QueryText = s.QueryText FROM OrleansQuery q JOIN @statement s ON s.QueryKey = q.QueryKey WHERE s.QueryText <> q.QueryText;
INSERT INTO OrleansQuery (QueryKey, QueryText)
SELECT s.QueryKey, s.QueryText FROM @statement s WHERE NOT EXISTS (SELECT 1 FROM OrleansQuery q WHERE q.QueryKey = s.QueryKey);
