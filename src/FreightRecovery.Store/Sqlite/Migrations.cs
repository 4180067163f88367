using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FreightRecovery.Store.Sqlite;

/// <summary>Numbered scripts, forward only, each applied once, under the database's write lock.</summary>
public static class Migrations
{
    private const string Prefix = "db.sqlite.";

    /// <summary>The number of the newest script this program knows.</summary>
    public static int Newest => Scripts.Newest(Prefix);

    /// <summary>Applies what is missing, up to a number when one is given; answers how many were applied.</summary>
    /// <exception cref="SchemaException">The schema is newer than this program.</exception>
    public static int Apply(SqliteConnection connection, int upTo = int.MaxValue)
    {
        // Taking the write lock first lets two programs that start at once migrate one after the other.
        Execute(connection, "BEGIN IMMEDIATE");
        try
        {
            Execute(connection, """
                CREATE TABLE IF NOT EXISTS schema_version (
                    number     INTEGER NOT NULL PRIMARY KEY,
                    name       TEXT    NOT NULL,
                    applied_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
                )
                """);
            var at = Current(connection);
            if (at > Newest)
                throw SchemaException.Newer(at, Newest);
            var applied = 0;
            // Not what is newer than the newest: scripts of two lines of work may reach a database in another order than their numbers.
            var done = Applied(connection);
            foreach (var (number, name) in Scripts.All(Prefix).Where(s => !done.Contains(s.Number) && s.Number <= upTo).OrderBy(s => s.Number))
            {
                Execute(connection, Scripts.Text(name));
                using var mark = connection.CreateCommand();
                mark.CommandText = "INSERT INTO schema_version (number, name) VALUES (@number, @name)";
                mark.Parameters.AddWithValue("@number", number);
                mark.Parameters.AddWithValue("@name", name[Prefix.Length..]);
                mark.ExecuteNonQuery();
                applied++;
            }

            Execute(connection, "COMMIT");
            return applied;
        }
        catch
        {
            Execute(connection, "ROLLBACK");
            throw;
        }
    }

    private static int Current(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(max(number), 0) FROM schema_version";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static HashSet<int> Applied(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT number FROM schema_version";
        using var numbers = command.ExecuteReader();
        var applied = new HashSet<int>();
        while (numbers.Read())
            applied.Add(numbers.GetInt32(0));
        return applied;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
