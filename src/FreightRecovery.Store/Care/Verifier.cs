using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Privacy;

namespace FreightRecovery.Store.Care;

/// <summary>Looks at every event as it goes by, stream by stream: the chain of hashes and versions, and whether it can be read.</summary>
internal sealed class Verifier(CustomerKeys? keys, EvidenceFiles files)
{
    private const int MostProblems = 100;

    private readonly List<string> problems = [];
    private readonly byte[] digest = new byte[SHA256.HashSizeInBytes];
    private EvidenceCheck? evidence;
    private string stream = "";
    private long events, streams, version;
    private byte[] hash = HashChain.Start;

    /// <summary>The next event.</summary>
    public async ValueTask Add(StoredEvent e, CancellationToken cancel)
    {
        if (e.Stream.Value != stream)
        {
            EndStream();
            (stream, version, hash) = (e.Stream.Value, 0L, HashChain.Start);
            streams++;
        }

        if (e.Version != version + 1)
            Tell($"{stream}: version {version} is followed by {e.Version}; events are missing.");
        else if (!HashChain.Next(hash, e.Stream, e.Version, e.Command, e.Ordinal, e.Type, e.At, e.Actor, e.Payload, e.Policy).AsSpan().SequenceEqual(e.Hash))
            Tell($"{stream}: the event of version {e.Version} was changed after it was stored, or the one before it.");
        try
        {
            var happened = Json.Read(e.Type, e.Payload, keys is null ? null : await keys.Fetch([e.Payload], anew: false, cancel));
            if (keys is not null)
                (evidence ??= new EvidenceCheck(files, keys, Tell)).See(e.Stream, happened);
        }
        catch (JsonException x)
        {
            Tell($"{stream}: the event of version {e.Version} cannot be read: {x.Message}");
        }

        (version, hash) = (e.Version, e.Hash);
        events++;
    }

    /// <summary>A problem that was found elsewhere.</summary>
    public void Tell(string problem)
    {
        if (problems.Count < MostProblems)
            problems.Add(problem);
        else if (problems.Count == MostProblems)
            problems.Add("There are more problems than are listed here.");
    }

    /// <summary>After the last event.</summary>
    public void EndEvents()
    {
        EndStream();
        evidence?.End();
    }

    /// <summary>What was found.</summary>
    public Verification Found(string? note) => new(events, streams, problems) { Note = note, Digest = Convert.ToHexStringLower(digest.AsSpan(0, 8)) };

    private void EndStream()
    {
        if (version == 0)
            return;
        var last = SHA256.HashData([.. Encoding.UTF8.GetBytes(stream), 0, .. hash]);
        for (var i = 0; i < digest.Length; i++)
            digest[i] ^= last[i];
        version = 0;
    }
}
