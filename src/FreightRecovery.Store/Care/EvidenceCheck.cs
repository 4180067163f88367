using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Engine;
using FreightRecovery.Engine.Privacy;

namespace FreightRecovery.Store.Care;

/// <summary>Looks after the files of evidence while the events go by, stream by stream.</summary>
internal sealed class EvidenceCheck(EvidenceFiles files, CustomerKeys keys, Action<string> tell)
{
    private readonly HashSet<(Guid Key, string Sha256)> seen = [];
    private readonly List<IncidentEvent.EvidenceAdded> added = [];
    private StreamId stream;
    private CustomerRef? customer;

    public void See(StreamId of, object happened)
    {
        if (of != stream)
        {
            End();
            stream = of;
        }

        switch (happened)
        {
            case IncidentEvent.IncidentReported reported:
                customer = reported.Facts.Customer;
                break;
            case IncidentEvent.EvidenceAdded file:
                added.Add(file);
                break;
            case IncidentEvent.PersonalDataErased:
                added.Clear();
                break;
        }
    }

    /// <summary>Checks what the last stream had.</summary>
    public void End()
    {
        // Without a key there is nobody any more whose files these are.
        if (added.Count > 0 && customer is { } of && keys.Of(of, CancellationToken.None).AsTask().GetAwaiter().GetResult() is { } key)
            foreach (var file in added)
                if (seen.Add((key.Id, file.Sha256)) && files.Check(key, file.Sha256) is { } fault)
                    tell($"{stream}: the file of evidence '{file.Name}' ({file.Sha256}) "
                        + (fault == EvidenceFault.Missing ? "is missing." : "was altered after it was stored."));
        added.Clear();
        customer = null;
    }
}
