using Microsoft.Data.SqlClient;

namespace FreightRecovery.Store.SqlServer;

/// <summary>Tries again what a passing fault broke, a few times and longer apart each time, and then says so.</summary>
internal static class Patience
{
    private const int Attempts = 6;
    private const long MostMilliseconds = 15_000;
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(30);

    /// <summary>Uses a pooled connection for work that may be run more than once.</summary>
    /// <exception cref="StoreUnavailableException">It did not go through.</exception>
    public static ValueTask<T> Use<T>(this SqlServerAddress address, Func<SqlConnection, ValueTask<T>> work, CancellationToken cancel) => address.Try(
        async () =>
        {
            await using var connection = await address.Open(cancel);
            return await work(connection);
        },
        cancel);

    /// <summary>The same for work that looks before it writes: when somebody else was quicker, it looks again.</summary>
    public static async ValueTask<T> UseClashing<T>(this SqlServerAddress address, Func<SqlConnection, ValueTask<T>> work, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await address.Use(work, cancel);
            }
            catch (SqlException e) when (e.IsClash() && attempt < Attempts)
            {
            }
        }
    }

    /// <summary>Runs work that may be run more than once: what it had begun is rolled back when it fails.</summary>
    /// <exception cref="StoreUnavailableException">It did not go through.</exception>
    public static async ValueTask<T> Try<T>(this SqlServerAddress address, Func<ValueTask<T>> work, CancellationToken cancel)
    {
        var begun = Environment.TickCount64;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (SqlException) when (cancel.IsCancellationRequested)
            {
                // SqlClient reports a command that was called off as an error of severity 11.
                throw new OperationCanceledException(cancel);
            }
            catch (SqlException e) when (attempt < Attempts && Environment.TickCount64 - begun < MostMilliseconds && e.IsPassing())
            {
                // A broken connection leaves its siblings in the pool as broken.
                if (e.Class >= 20)
                    SqlConnection.ClearPool(new SqlConnection(address.Text));
            }
            catch (Exception e) when (attempt < Attempts && e.IsLostPlace())
            {
                SqlConnection.ClearPool(new SqlConnection(address.Text));
            }
            catch (SqlException e) when (!e.IsClash())
            {
                throw new StoreUnavailableException(e.Advice(address.Server, address.Database), e);
            }
            catch (InvalidOperationException e) when (e.Message.Contains("pool", StringComparison.OrdinalIgnoreCase))
            {
                throw new StoreUnavailableException("All connections to the database are in use. Try again in a moment.", e);
            }

            await Task.Delay(First * Math.Pow(3, attempt - 1) * (0.5 + Random.Shared.NextDouble()), cancel);
        }
    }
}
