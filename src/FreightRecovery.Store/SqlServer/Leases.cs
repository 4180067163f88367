using FreightRecovery.Engine;
using FreightRecovery.Store.Writing;
using Microsoft.Data.SqlClient;
using NodaTime;

namespace FreightRecovery.Store.SqlServer;

/// <summary>
/// How the programs on one database share its slots. Every condition stands in the update that hangs on it, and all times are the
/// database's own, so the clocks of the programs do not matter.
/// </summary>
internal static class Leases
{
    private const string Now = "DECLARE @now bigint = DATEDIFF_BIG(MICROSECOND, '1970-01-01', SYSUTCDATETIME()) * 10;\n";

    private const string Take = Now + """
        DECLARE @until bigint = @now + @term;
        UPDATE node SET until = @until WHERE name = @owner;
        INSERT INTO node (name, until) SELECT @owner, @until WHERE NOT EXISTS (SELECT 1 FROM node WHERE name = @owner);
        DELETE FROM node WHERE until < @now - 36000000000;
        INSERT INTO lease (slot, owner, fence, until)
        SELECT a.d * 8 + b.d, '', 0, 0
        FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7)) AS a (d) CROSS JOIN (VALUES (0), (1), (2), (3), (4), (5), (6), (7)) AS b (d)
        WHERE NOT EXISTS (SELECT 1 FROM lease);
        UPDATE lease SET until = @until WHERE owner = @owner AND until > @now;
        DECLARE @nodes bigint = (SELECT count(*) FROM node WHERE until > @now);
        DECLARE @part bigint = (@nodes + 63) / @nodes;
        DECLARE @more bigint = @part - (SELECT count(*) FROM lease WHERE owner = @owner AND until > @now);
        DECLARE @less bigint = -@more;
        IF @more > 0
            UPDATE lease SET owner = @owner, fence = fence + 1, until = @until
            WHERE until <= @now AND slot IN (SELECT TOP (@more) slot FROM lease WHERE until <= @now ORDER BY slot);
        IF @less > 0
            UPDATE lease SET until = 0
            WHERE owner = @owner AND slot IN (SELECT TOP (@less) slot FROM lease WHERE owner = @owner AND until > @now ORDER BY slot DESC);
        SELECT slot, fence, @now FROM lease WHERE owner = @owner AND until > @now;
        """;

    private const string GiveBack = """
        UPDATE lease SET until = 0 WHERE owner = @owner;
        DELETE FROM node WHERE name = @owner;
        """;

    /// <summary>Renews what a program holds, and brings it to its part.</summary>
    public static async ValueTask<Share> Renew(SqlConnection connection, string owner, Duration term, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Take;
        command.Parameters.Text("@owner", owner, Tables.Name);
        command.Parameters.Whole("@term", term.BclCompatibleTicks);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var fences = new Dictionary<long, long>();
        Instant? now = null;
        while (await reader.ReadAsync(cancel))
        {
            fences.Add(reader.GetInt64(0), reader.GetInt64(1));
            now = Instant.FromUnixTimeTicks(reader.GetInt64(2));
        }

        return new Share(fences) { DatabaseTime = now };
    }

    /// <summary>Gives back what a program holds.</summary>
    public static async ValueTask<int> Release(SqlConnection connection, string owner, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = GiveBack;
        command.Parameters.Text("@owner", owner, Tables.Name);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The rows of a share.</summary>
    public static TableRows Rows(Share share)
    {
        var rows = new TableRows("lease", "lease_rows", [Column.Whole("slot"), Column.Whole("fence")]);
        foreach (var (slot, fence) in share.Fences!)
            rows.Add(slot).Add(fence).Run();
        return rows;
    }
}
