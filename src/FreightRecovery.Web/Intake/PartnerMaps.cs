using System.Collections.Immutable;
using FreightRecovery.Domain;
using FreightRecovery.Feeds;

namespace FreightRecovery.Web.Intake;

/// <summary>A partner's map as it stands in the folder.</summary>
/// <param name="Partner">Whose codes: the name of the key that it sends with.</param>
/// <param name="Codes">How many codes it has a word for.</param>
/// <param name="Faults">What is wrong with the file; then the last sound one is in force, if there was one.</param>
public sealed record PartnerMapFile(string Partner, int Codes, IReadOnlyList<PolicyFault> Faults);

/// <summary>
/// The maps of partners' private codes: a JSON file for each partner in a folder of the data directory. They are looked at before
/// each message, so that a corrected file is in force at once, on every node that shares the directory.
/// </summary>
public sealed class PartnerMaps(string folder)
{
    /// <summary>The folder, within the data directory.</summary>
    public const string Folder = "partners";

    private readonly Lock gate = new();
    private ImmutableDictionary<string, Known> files = ImmutableDictionary<string, Known>.Empty;

    /// <summary>All that is in the folder, by partner.</summary>
    public IReadOnlyList<PartnerMapFile> All => [.. Look().Values
        .Select(k => new PartnerMapFile(k.Partner, k.Map?.Feeds.Values.Sum(f => f.Lists.Values.Sum(l => l.Count)) ?? 0, k.Faults))
        .OrderBy(f => f.Partner, StringComparer.Ordinal)];

    /// <summary>A partner's map; an empty one when there is none.</summary>
    public PartnerMap Of(string partner) =>
        Find(partner)?.Map ?? new PartnerMap(partner, ImmutableDictionary<string, PartnerCodes>.Empty);

    /// <summary>A partner's file as it was written; null when there is none.</summary>
    public byte[]? Text(string partner) => Find(partner) is { } known ? File.ReadAllBytes(known.Path) : null;

    /// <summary>Puts a partner's map in force, whole or not at all. Answers with what it says otherwise than the one before.</summary>
    /// <param name="map">The map.</param>
    /// <param name="utf8">The file it was read from, which is kept as it is.</param>
    public async Task<IReadOnlyList<PartnerMapChange>> Put(PartnerMap map, ReadOnlyMemory<byte> utf8, CancellationToken cancel)
    {
        var changes = Of(map.Partner).ChangesTo(map);
        Directory.CreateDirectory(folder);
        var path = Find(map.Partner)?.Path ?? Path.Combine(folder, Uri.EscapeDataString(map.Partner) + ".json");
        var whole = $"{path}.{Guid.NewGuid():N}.tmp";
        await File.WriteAllBytesAsync(whole, utf8, cancel);
        File.Move(whole, path, overwrite: true);
        return changes;
    }

    private Known? Find(string partner) => Look().Values.FirstOrDefault(k => k.Partner == partner);

    private ImmutableDictionary<string, Known> Look()
    {
        if (!Directory.Exists(folder))
            return ImmutableDictionary<string, Known>.Empty;
        lock (gate)
        {
            var found = ImmutableDictionary.CreateBuilder<string, Known>(StringComparer.Ordinal);
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*.json"))
            {
                var stamp = (file.LastWriteTimeUtc, file.Length);
                var before = files.GetValueOrDefault(file.FullName);
                found[file.FullName] = before is not null && before.Stamp == stamp ? before : Read(file.FullName, stamp, before);
            }

            return files = found.ToImmutable();
        }
    }

    private static Known Read(string path, (DateTime, long) stamp, Known? before) => PartnerCodes.Read(File.ReadAllBytes(path)) switch
    {
        PartnerMapReading.Sound sound => new Known(path, stamp, sound.Map.Partner, sound.Map, []),
        PartnerMapReading.Faulty faulty => new Known(
            path, stamp, before?.Partner ?? Uri.UnescapeDataString(Path.GetFileNameWithoutExtension(path)), before?.Map, faulty.Faults),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private sealed record Known(string Path, (DateTime Written, long Length) Stamp, string Partner, PartnerMap? Map, IReadOnlyList<PolicyFault> Faults);
}
