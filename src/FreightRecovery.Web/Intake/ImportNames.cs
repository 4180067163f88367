using System.Security.Cryptography;
using System.Text;
using FreightRecovery.Domain;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.Intake;

/// <summary>
/// When an import of a name first began, and where it is remembered how far it came. Its rows' ids carry that time, so
/// that a second run, after a crash or for good measure, meets the rows that were carried out.
/// </summary>
public static class ImportNames
{
    /// <summary>The first start of the importer's import of that kind and name: now, unless there was one before.</summary>
    public static async ValueTask<Instant> StartOf(
        IDatabase database, Actor by, ImportKind kind, string name, Instant now, CancellationToken cancel)
    {
        var first = await Settings.SetOnce(database, Name(by, kind, name), InstantPattern.ExtendedIso.Format(now), cancel);
        return InstantPattern.ExtendedIso.Parse(first).Value;
    }

    /// <summary>Forgets when the import began and how far it came: the next one of this name is another one.</summary>
    public static async ValueTask Forget(IDatabase database, ImportOrder order, string name, CancellationToken cancel)
    {
        await Settings.Remove(database, Name(order.By, order.Kind, name), cancel);
        await Settings.Remove(database, PositionOf(order), cancel);
    }

    /// <summary>The name under which an import's position is kept. Another reading of the same file has one of its own.</summary>
    internal static string PositionOf(ImportOrder order) => "import-position/" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', order.By.Name, order.Kind.Name, order.Name, order.Form, order.Csv))));

    private static string Name(Actor by, ImportKind kind, string name) => $"import/{by.Name}/{kind.Name}/{name}";
}
