using System.Collections.Frozen;
using Microsoft.Data.SqlClient;

namespace FreightRecovery.Store.SqlServer;

/// <summary>The database cannot be reached or used now; nothing is known to be lost, and the same may be tried again.</summary>
public sealed class StoreUnavailableException(string message, Exception? because = null) : IOException(message, because);

/// <summary>What the server's errors mean: https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors.</summary>
internal static class SqlServerFault
{
    /// <summary>A claimed name belongs to another stream. Ours, as are the next ones: raised by the batch of a group.</summary>
    public const int ClaimTaken = 51001;

    /// <summary>The customer's key is not the one that sealed the events.</summary>
    public const int OtherCustomerKey = 51002;

    /// <summary>The stream has moved on.</summary>
    public const int MovedOn = 51003;

    /// <summary>The erasure of a customer holds the keys for too long.</summary>
    public const int KeysBusy = 51004;

    /// <summary>The transaction was rolled back by the server while its statements were still coming.</summary>
    public const int NoTransaction = 51006;

    // What is the same however often it is tried: words the server does not understand, rights, what does not fit, no such database.
    private static readonly FrozenSet<int> Lasting = FrozenSet.ToFrozenSet(
    [
        102, 105, 156, 201, 207, 208, 213, 229, 230, 245, 262, 297, 300, 334, 450, 515, 547, 911, 916, 1088, 1105, 1505, 1779, 1911, 2627, 2601, 2628,
        2714, 2715, 2760, 2812, 3906, 4060, 4064, 7202, 8114, 8115, 8134, 8144, 8145, 8152, 8178, 9002, 15151, 15247, 18450, 18452, 18456, 18470,
        18486, 18487, 18488, ClaimTaken, OtherCustomerKey, MovedOn,
    ]);

    /// <summary>True when a unique key or one of our own guards met what is there already.</summary>
    public static bool IsClash(this SqlException e) => e.Number is 2627 or 2601 or ClaimTaken or OtherCustomerKey or MovedOn;

    /// <summary>
    /// True when the same may go through if it is tried again: a deadlock (1205), a lost connection, a time-out, a server that is
    /// starting or busy, and whatever else is not known to last.
    /// </summary>
    public static bool IsPassing(this SqlException e) => e.Errors.Count > 0
        ? !e.Errors.Cast<SqlError>().Any(error => Lasting.Contains(error.Number))
        : !Lasting.Contains(e.Number);

    /// <summary>
    /// True when SqlClient lost its place in a result, which is no SqlException: seen with packets of Babelfish, once in some thousand long
    /// texts. The connection is no longer of use, and the same goes through on another one.
    /// </summary>
    public static bool IsLostPlace(this Exception e) =>
        (e is ArgumentException or IndexOutOfRangeException) && e.StackTrace?.Contains("Microsoft.Data.SqlClient.TdsParser", StringComparison.Ordinal) == true;

    /// <summary>What to do about an error that stays.</summary>
    public static string Advice(this SqlException e, string server, string database) => e.Number switch
    {
        18456 or 18452 or 18470 or 18486 or 18487 or 18488 =>
            $"{server} does not let this login in: {e.Message} Check User ID and Password in the connection string, or Integrated Security.",
        4060 or 911 or 916 or 4064 =>
            $"{server} has no database '{database}' that this login may open. Create it with db/sqlserver/setup/create-database.sql, or correct "
            + "Database in the connection string.",
        229 or 230 or 262 or 297 or 300 or 2760 or 15247 =>
            $"The login may not do this in '{database}': {e.Message} Run db/sqlserver/setup/grant.sql for it; for `migrate` use a login that may "
            + "change the schema.",
        208 or 2812 or 2715 => $"'{database}' lacks something: {e.Message} Run `migrate`, then try again.",
        1105 or 9002 => $"The disk or the log of '{database}' is full: {e.Message}",
        3906 => $"'{database}' is read-only: {e.Message} Connect to the primary.",
        _ when e.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase) =>
            $"The connection to {server} is encrypted, and its certificate is not trusted: {e.Message} Install a certificate that this machine "
            + "trusts; for a trial on one machine only, add TrustServerCertificate=True.",
        _ => $"{server} cannot be reached or used: {e.Message} Check Server in the connection string, that the server runs, and that its port is open.",
    };
}
