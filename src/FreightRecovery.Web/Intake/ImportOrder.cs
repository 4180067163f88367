using System.Security.Cryptography;
using FreightRecovery.Domain;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Intake.Csv;
using NodaTime;

namespace FreightRecovery.Web.Intake;

/// <summary>Who imports what, and under which name the import can be repeated.</summary>
/// <param name="Kind">What is imported.</param>
/// <param name="Form">The form of the file.</param>
/// <param name="By">Who does it.</param>
/// <param name="Branch">The branch that the importer is bound to; null for all.</param>
/// <param name="Name">The import's name: the same rows under the same name are carried out once.</param>
/// <param name="StartedAt">When an import of this name first began; its rows' ids carry this time.</param>
/// <param name="Now">The instant of this call, UTC.</param>
public sealed record ImportOrder(ImportKind Kind, ImportForm Form, Actor By, string? Branch, string Name, Instant StartedAt, Instant Now)
{
    /// <summary>
    /// Whether it is remembered how far the import came, so that a second run under the same name goes on there. The name must
    /// stand for these rows alone.
    /// </summary>
    public bool Remembered { get; init; }

    /// <summary>What is known of a file of separated values.</summary>
    internal CsvReading Csv { get; init; } = CsvReading.Guessed;
}

/// <summary>What preparing rows needs: the engine, the order, and lookups by the batch.</summary>
internal sealed class ImportContext(IntakeEngine engine, ImportOrder order, CancellationToken cancel)
{
    // Ids of an import climb with its lines, slower than any import is, so that none lies in the future.
    private const int LinesPerMillisecond = 64;

    public IntakeEngine Engine => engine;

    public Instant Now => order.Now;

    public Actor By => order.By;

    /// <summary>True when the importer is bound to a branch.</summary>
    public bool Bound => order.Branch is not null;

    /// <summary>The id of a row's command: the same row on the same line of the same import gives it again.</summary>
    public CommandId IdOf(ImportRow row)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(row.Json.Span, hash);
        return ImportIds.At(
            order.StartedAt + Duration.FromMilliseconds(row.Line / LinesPerMillisecond),
            $"import/{order.By.Name}/{order.Kind.Name}/{order.Name}/{row.Line}/{Convert.ToHexString(hash)}");
    }

    /// <summary>What is said of a row of another branch; null when the branch is the importer's.</summary>
    public ImportStep? MayNotTouch(string? branch) => order.Branch is null || branch == order.Branch
        ? null
        : new ImportStep(Rejection.Of($"This belongs to another branch than {order.Branch}, for which the key is."));

    /// <summary>The branches of those of these customers that are known.</summary>
    public async ValueTask<IReadOnlyDictionary<CustomerRef, string>> Branches(IEnumerable<CustomerRef?> customers) =>
        (await KnownShipments.Branches(engine.Database, customers.OfType<CustomerRef>().Select(c => c.Value), cancel))
            .ToDictionary(p => new CustomerRef(p.Key), p => p.Value);

    /// <summary>Those of these references that shipments have.</summary>
    public ValueTask<IReadOnlySet<string>> StoredShipments(IEnumerable<string> refs) => KnownShipments.Among(engine.Database, refs, cancel);

    /// <summary>Those of these shipments that are known.</summary>
    public async ValueTask<IReadOnlyDictionary<ShipmentRef, KnownShipment>> Shipments(IEnumerable<ShipmentRef?> shipments) =>
        (await KnownShipments.ByRef(engine.Database, shipments.OfType<ShipmentRef>().Select(s => s.Value), cancel)).ToDictionary(s => s.Ref);
}
