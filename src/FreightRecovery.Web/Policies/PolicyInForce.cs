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

    /// <summary>Where it lies.</summary>
    public PolicyFiles Files => files;

    /// <summary>Notes what is in force, so that the version on an event can be looked up.</summary>
    public Task Note(IDatabase database, Instant since, CancellationToken cancel = default) => Note(database, since, null, cancel);

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
            if (Says(next, old))
                return false;
            if (Risen(old, next) is { } fault)
                throw new PolicyException(files.Source, [fault]);
            Volatile.Write(ref current, next);
            await Note(database, since, null, cancel);
            return true;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>What a text would come to as the policy file; nothing is changed.</summary>
    public PolicyPut Check(byte[] utf8) => Judge(utf8).Outcome;

    /// <summary>
    /// Writes the policy file and puts it in force, or changes nothing. The text is kept as it was written, with its comments.
    /// </summary>
    /// <param name="utf8">The text.</param>
    /// <param name="seen">Which policy it was written over.</param>
    /// <param name="by">By whom, for the record.</param>
    /// <exception cref="IOException">The file cannot be written; the old policy stays.</exception>
    public async Task<PolicyPut> Put(byte[] utf8, PolicySeen seen, string by, IDatabase database, Instant since, CancellationToken cancel = default)
    {
        await turn.WaitAsync(cancel);
        try
        {
            if (files.Writing is not PolicyWriting.Open and var why)
                return new PolicyPut.Closed(why);
            using var alone = files.Alone();
            if (alone is null)
                return new PolicyPut.Overtaken();
            var standing = files.Text();
            var (next, outcome) = Judge(utf8);
            // Sent once more: it is done already.
            if (outcome is PolicyPut.Sound { Changes: [] } && standing is not null && utf8.AsSpan().SequenceEqual(standing))
                return outcome;
            if ((seen.Version is { } version && version != Current.House.Version) || (seen.Mark is { } mark && mark != PolicyFiles.MarkOf(standing)))
                return new PolicyPut.Overtaken();
            if (outcome is not PolicyPut.Sound)
                return outcome;
            // Another node may have put one in force that this one has not taken yet.
            if (await PolicyLog.Newest(database, 1, cancel) is [{ Version: var newest }] && newest > Current.House.Version)
                return new PolicyPut.Overtaken();
            await files.Write(utf8, cancel);
            Volatile.Write(ref current, next);
            // It is in force from here on, so it is noted whether or not the sender still waits.
            await Note(database, since, by, CancellationToken.None);
            return outcome;
        }
        finally
        {
            turn.Release();
        }
    }

    private (PolicySet Next, PolicyPut Outcome) Judge(byte[] utf8)
    {
        var (old, (next, faults)) = (Current, files.Judge(utf8));
        if (faults.Count == 0 && !Says(next, old) && Risen(old, next) is { } fault)
            faults = [fault];
        return (next, faults.Count > 0
            ? new PolicyPut.Faulty(faults)
            : new PolicyPut.Sound(next.House.Version, PolicyChange.Between(PolicyJson.Write(old), PolicyJson.Write(next))));
    }

    private static bool Says(PolicySet next, PolicySet old) => PolicyJson.Write(next) == PolicyJson.Write(old);

    private static PolicyFault? Risen(PolicySet old, PolicySet next) => next.House.Version > old.House.Version ? null : new PolicyFault(
        "/version", $"{next.House.Version} is not allowed: version {old.House.Version} is in force with other values; give a higher number.");

    private async Task Note(IDatabase database, Instant since, string? by, CancellationToken cancel) =>
        await PolicyLog.Note(database, Current.House.Version, PolicyJson.Write(Current), since, by, cancel);
}
