using System.Collections.Immutable;

namespace FreightRecovery.Feeds;

/// <summary>What the private codes of one partner mean, list by list. A code that is in no map is the standard's own, or unknown.</summary>
public sealed record PartnerCodes
{
    /// <summary>In place of a code: what is told under it is read over.</summary>
    public const string Ignore = "ignore";

    /// <summary>No private codes.</summary>
    public static PartnerCodes None { get; } = new();

    /// <summary>Per code list, such as <c>status</c>: the code as sent, and the standard's code for it or <see cref="Ignore"/>.</summary>
    public ImmutableDictionary<string, ImmutableDictionary<string, string>> Lists { get; init; } =
        ImmutableDictionary<string, ImmutableDictionary<string, string>>.Empty;

    /// <summary>The standard's code for a code as sent: itself where the map has no word for it.</summary>
    public string Meant(string list, string code) =>
        !Lists.IsEmpty && Lists.TryGetValue(list, out var map) && map.TryGetValue(code, out var meant) ? meant : code;

    /// <summary>Whether the map has a word for a code as sent.</summary>
    public bool Has(string list, string code) => !Lists.IsEmpty && Lists.TryGetValue(list, out var map) && map.ContainsKey(code);

    /// <summary>Reads a partner's map file; see <see cref="PartnerMap"/>.</summary>
    /// <param name="utf8">The file, with or without a byte order mark.</param>
    /// <returns>The map, or what is wrong with it.</returns>
    public static PartnerMapReading Read(ReadOnlyMemory<byte> utf8) => PartnerMapReader.Read(utf8);
}
