using FreightRecovery.Domain;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.Intake;

/// <summary>
/// When an import of a name first began. Its rows' ids carry that time, so that a second run, after a crash or for
/// good measure, meets the rows that were carried out.
/// </summary>
public static class ImportNames
{
    /// <summary>The first start of the importer's import of that kind and name: now, unless there was one before.</summary>
    public static async ValueTask<Instant> StartOf(
        IDatabase database, Actor by, ImportKind kind, string name, Instant now, CancellationToken cancel)
    {
        var first = await Settings.SetOnce(database, $"import/{by.Name}/{kind.Name}/{name}", InstantPattern.ExtendedIso.Format(now), cancel);
        return InstantPattern.ExtendedIso.Parse(first).Value;
    }
}
