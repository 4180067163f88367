using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FreightRecovery.Feeds.Dcsa;
using FsCheck;
using FsCheck.Fluent;

namespace FreightRecovery.Domain.Tests.Feeds;

/// <summary>The index of a JSON text says of every text what the framework's document says of it.</summary>
public class JsonIndexLaws
{
    private const int Deepest = 12;

    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(3000);

    // Names that are much alike, of few letters, escaped and not, so that some meet and some do not.
    private static readonly string[] Names =
        ["", "a", "b", "ab", "ba", "aab", "abb", "\\u0061", "a\\u0062", "\\\"", "\\uD800", "ä", "eventID", "eventIDs", "eventType", "eventTyp\\u0065"];

    private static readonly string[] Leaves =
    [
        "\"\"", "\"x\"", "\"a\\nb\"", "\"\\uD83D\\uDEA2\"", "\"\\uDEA2\"", "\"ä\"", "0", "-1.50", "1e3", "123456789012345678901234567890", "1E-400", "true", "false", "null",
    ];

    [Fact]
    public void It_says_what_the_frameworks_document_says() => Check.One(Thorough, Prop.ForAll(Gen.Sized(Text).ToArbitrary(), Agrees));

    [Fact]
    public void It_refuses_what_the_framework_refuses_and_at_the_same_place() => Check.One(
        Thorough, Prop.ForAll(
            (from text in Gen.Sized(Text) from at in Gen.Choose(0, 200) from with in Gen.Elements("", "{", "]", "\"", ",", ":", "0", "\\", "\u0001") select Spoilt(text, at, with)).ToArbitrary(),
            Agrees));

    [Theory]
    [InlineData(Deepest, true)]
    [InlineData(Deepest + 1, false)]
    public void It_goes_as_deep_as_it_may(int depth, bool may)
    {
        var text = Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth));
        if (!may)
        {
            Assert.ThrowsAny<JsonException>(() => JsonIndex.Of(text, Deepest));
            return;
        }

        using var index = JsonIndex.Of(text, Deepest);
        Assert.Equal(JsonValueKind.Array, index.Root.ValueKind);
    }

    [Fact]
    public void A_long_text_of_short_values_has_room()
    {
        var text = Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Repeat("1", 5000)) + "]");
        using var index = JsonIndex.Of(text, Deepest);
        Assert.Equal(5000, index.Root.Count);
        var items = 0;
        foreach (var item in index.Root.Items)
            items += item.TryGetDecimal(out var one) ? (int)one : 0;
        Assert.Equal(5000, items);
    }

    private static bool Agrees(string json)
    {
        var text = Encoding.UTF8.GetBytes(json);
        var expected = Caught(() => JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = Deepest }), out var document);
        var told = Caught(() => JsonIndex.Of(text, Deepest), out var index);
        using (document)
        using (index)
            return expected == told && (document is null || Same(document.RootElement, index!.Root));
    }

    private static (long?, long?)? Caught<T>(Func<T> read, out T? result)
        where T : class
    {
        result = null;
        try
        {
            result = read();
            return null;
        }
        catch (JsonException e)
        {
            return (e.LineNumber, e.BytePositionInLine);
        }
    }

    private static bool Same(JsonElement expected, Json told)
    {
        if (expected.ValueKind != told.ValueKind || !JsonMarshal.GetRawUtf8Value(expected).SequenceEqual(told.Raw)) return false;
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var name in Names.Select(n => Encoding.UTF8.GetBytes(n)))
                {
                    var has = Found(expected, name, out var member);
                    if (has != told.TryGet(name, out var other) || (has && !Same(member, other))) return false;
                }

                return expected.EnumerateObject().Count() == told.Count;
            case JsonValueKind.Array:
                var items = expected.EnumerateArray().ToArray();
                var at = 0;
                foreach (var item in told.Items)
                    if (at >= items.Length || !Same(items[at++], item))
                        return false;
                return at == items.Length && told.Count == items.Length;
            case JsonValueKind.String:
                return Written(() => expected.GetString()!) == Written(told.GetString);
            case JsonValueKind.Number:
                return expected.TryGetDecimal(out var number) == told.TryGetDecimal(out var same) && number == same;
            default:
                return true;
        }
    }

    // A member whose name is half a character is nobody's, and there the framework throws.
    private static bool Found(JsonElement expected, byte[] name, out JsonElement member)
    {
        member = default;
        var found = false;
        foreach (var one in expected.EnumerateObject())
        {
            try
            {
                if (!one.NameEquals(name)) continue;
            }
            catch (InvalidOperationException)
            {
                continue;
            }

            (member, found) = (one.Value, true);
        }

        return found;
    }

    private static string? Written(Func<string> text)
    {
        try
        {
            return text();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static Gen<string> Text(int size) => size <= 1
        ? Gen.Elements(Leaves)
        : Gen.OneOf(
            Gen.Elements(Leaves),
            from items in Gen.ListOf(Text(size / 3)) select $"[{string.Join(" , ", items.Take(6))}]",
            from members in Gen.ListOf(from name in Gen.Elements(Names) from value in Text(size / 3) select $"\"{name}\" :{value}") select $"{{{string.Join(',', members.Take(8))}}}");

    private static string Spoilt(string text, int at, string with) => at < text.Length ? text[..at] + with + text[(at + 1)..] : text + with;
}
