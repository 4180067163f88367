using System.Collections.Immutable;
using System.Text.Json;
using FreightRecovery.Domain;

namespace FreightRecovery.Feeds;

/// <summary>Reads a partner's map file and tells everything that is wrong with it at once.</summary>
internal static class PartnerMapReader
{
    private const int MostBytes = 1024 * 1024, MostCodes = 10_000, Deepest = 8, LongestCode = 35, LongestName = 100;

    public static PartnerMapReading Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > MostBytes) return Wrong("", $"The file is longer than {MostBytes} bytes: no partner has so many codes.");
        if (utf8.Span.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        try
        {
            using var document = JsonDocument.Parse(utf8, new() { MaxDepth = Deepest, CommentHandling = JsonCommentHandling.Skip });
            return new Map().Read(document.RootElement);
        }
        catch (JsonException e)
        {
            return Wrong("", $"Not JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        }
        catch (InvalidOperationException)
        {
            return Wrong("", "A text of the file holds half a character or is not UTF-8."); // System.Text.Json tells it by throwing
        }
    }

    private static PartnerMapReading.Faulty Wrong(string pointer, string message) => new([new(pointer, message)]);

    private sealed class Map
    {
        private readonly ImmutableArray<PolicyFault>.Builder _faults = ImmutableArray.CreateBuilder<PolicyFault>();
        private int _codes;

        public PartnerMapReading Read(JsonElement root)
        {
            string? partner = null;
            var feeds = ImmutableDictionary<string, PartnerCodes>.Empty;
            foreach (var (name, value, pointer) in Members(root, ""))
            {
                if (name == "partner") partner = Name(value, pointer);
                else if (name == "feeds") feeds = Feeds(value, pointer);
                else Fault(pointer, $"There is no member \"{name}\": a map has \"partner\" and \"feeds\".");
            }

            if (partner is null && _faults.Count == 0) Fault("/partner", "Say whose codes these are.");
            if (_codes > MostCodes) Fault("/feeds", $"More than {MostCodes} codes.");
            return _faults.Count > 0
                ? new PartnerMapReading.Faulty(_faults.ToImmutable())
                : new PartnerMapReading.Sound(new(partner!, feeds));
        }

        private ImmutableDictionary<string, PartnerCodes> Feeds(JsonElement feeds, string pointer)
        {
            var read = ImmutableDictionary.CreateBuilder<string, PartnerCodes>(StringComparer.Ordinal);
            foreach (var (feed, lists, at) in Members(feeds, pointer))
            {
                if (PartnerLists.Of(feed) is not { } known)
                    Fault(at, $"There is no feed \"{feed}\" with private codes: it is one of {PartnerLists.FeedNames}.");
                else
                    read[feed] = new() { Lists = Lists(lists, at, known) };
            }

            return read.ToImmutable();
        }

        private ImmutableDictionary<string, ImmutableDictionary<string, string>> Lists(
            JsonElement lists, string pointer, IReadOnlyDictionary<string, CodeList> known)
        {
            var read = ImmutableDictionary.CreateBuilder<string, ImmutableDictionary<string, string>>(StringComparer.Ordinal);
            foreach (var (list, codes, at) in Members(lists, pointer))
            {
                if (known.TryGetValue(list, out var standard)) read[list] = Codes(codes, at, standard);
                else Fault(at, $"This feed has no list \"{list}\": it has {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}.");
            }

            return read.ToImmutable();
        }

        private ImmutableDictionary<string, string> Codes(JsonElement codes, string pointer, CodeList standard)
        {
            var read = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            foreach (var (code, value, at) in Members(codes, pointer))
            {
                if (++_codes > MostCodes) break;
                if (code.Length is 0 or > LongestCode || code != code.Trim() || code.Any(char.IsControl))
                    Fault(at, $"The code is not a text of 1 to {LongestCode} characters without blanks around it: write it as the partner sends it.");
                else if (value.ValueKind is not JsonValueKind.String || value.GetString() is not { } meant)
                    Fault(at, "The meaning is not a text.");
                else if (!(meant == PartnerCodes.Ignore && standard.MayIgnore) && !standard.Has(meant))
                    Fault(at, standard.MayIgnore ? $"\"{meant}\" is not {standard.Expected}, nor \"{PartnerCodes.Ignore}\"." : $"\"{meant}\" is not {standard.Expected}.");
                else
                    read[code] = meant;
            }

            return read.ToImmutable();
        }

        private string? Name(JsonElement value, string pointer)
        {
            var name = value.ValueKind is JsonValueKind.String ? value.GetString()!.Trim() : "";
            if (name.Length is > 0 and <= LongestName) return name;
            Fault(pointer, $"The partner is not a text of 1 to {LongestName} characters.");
            return null;
        }

        // Each member once: of two with one name nobody could say which counts.
        private List<(string Name, JsonElement Value, string Pointer)> Members(JsonElement from, string pointer)
        {
            var members = new List<(string, JsonElement, string)>();
            if (from.ValueKind is not JsonValueKind.Object)
            {
                Fault(pointer, "Not an object.");
                return members;
            }

            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var member in from.EnumerateObject())
            {
                var name = member.Name;
                var at = $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
                if (seen.Add(name)) members.Add((name, member.Value, at));
                else Fault(at, $"\"{name}\" is there twice: keep one.");
            }

            return members;
        }

        private void Fault(string pointer, string message) => _faults.Add(new(pointer, message));
    }
}
