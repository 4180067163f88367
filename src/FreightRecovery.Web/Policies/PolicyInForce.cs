using FreightRecovery.Domain;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using NodaTime;

namespace FreightRecovery.Web.Policies;

/// <summary>The policy that decisions are made by. It changes as a whole or not at all, and its version only ever rises.</summary>
public sealed class PolicyInForce(PolicyFiles files)
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private PolicySet current = files.Load();

    /// <summary>What is in force now.</summary>
    public PolicySet Current => Volatile.Read(ref current);

    /// <summary>Notes what is in force, so that the version on an event can be looked up.</summary>
    public async Task Note(IDatabase database, Instant since, CancellationToken cancel = default) =>
        await PolicyLog.Note(database, Current.House.Version, PolicyJson.Write(Current), since, cancel);

    /// <summary>
    /// Reads the files again. Answers whether that changed anything. A decision under way ends by the policy it began with.
    /// </summary>
    /// <exception cref="PolicyException">The files cannot be used, or say something else under the same or a lower version; the
    /// old policy stays.</exception>
    /// <exception cref="IOException">A file cannot be read; the old policy stays.</exception>
    public async Task<bool> Reload(IDatabase database, Instant since, CancellationToken cancel = default)
    {
        await turn.WaitAsync(cancel);
        try
        {
            var (old, next) = (Current, files.Load());
            var (before, after) = (old.House.Version, next.House.Version);
            if (before == after && PolicyJson.Write(old) == PolicyJson.Write(next))
                return false;
            if (after <= before)
                throw new PolicyException(files.Source,
                    [new PolicyFault("/version", $"{after} is not allowed: version {before} is in force with other values; give a higher number.")]);
            Volatile.Write(ref current, next);
            await Note(database, since, cancel);
            return true;
        }
        finally
        {
            turn.Release();
        }
    }
}
