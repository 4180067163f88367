using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FreightRecovery.Domain;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Meanings;
using FreightRecovery.Web.Api.Bodies;
using NodaTime;

namespace FreightRecovery.Web.Policies;

/// <summary>The policy file's form: the members of <see cref="Policy"/> in camel case, and those of the feeds under <c>feeds</c>.</summary>
public static class PolicyJson
{
    /// <summary>Where the thresholds of the feeds stand.</summary>
    public const string FeedsMember = "feeds";

    internal static JsonSerializerOptions Options { get; } = Create();

    private static readonly JsonReaderOptions Lenient = new()
    {
        // A house says in its file why a figure is as it is.
        CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 16,
    };

    /// <summary>The complete policy, with every member.</summary>
    public static string Write(PolicySet policy)
    {
        var whole = JsonSerializer.SerializeToNode(policy.House, Options)!.AsObject();
        whole[FeedsMember] = JsonSerializer.SerializeToNode(policy.Feeds, Options);
        return whole.ToJsonString(Options);
    }

    /// <summary>
    /// Reads a policy. Members that are missing are as shipped; what is not known or does not fit is a fault, and all faults are
    /// told. A policy with faults is not to be used.
    /// </summary>
    public static (PolicySet Policy, IReadOnlyList<PolicyFault> Faults) Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        JsonDocument document;
        try
        {
            var json = new Utf8JsonReader(utf8, Lenient);
            document = JsonDocument.ParseValue(ref json);
        }
        catch (JsonException e)
        {
            return Unreadable($"This is not valid JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}).");
        }

        using (document)
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement)
                : Unreadable("A policy is a JSON object.");

        static (PolicySet, IReadOnlyList<PolicyFault>) Unreadable(string why) => (PolicySet.Default, [new PolicyFault("", why)]);
    }

    private static (PolicySet Policy, IReadOnlyList<PolicyFault> Faults) Read(JsonElement whole)
    {
        var reader = new RecordReader(Options);
        var feeds = whole.TryGetProperty(FeedsMember, out var given)
            ? (FeedPolicy)reader.Read(typeof(FeedPolicy), given, FeedPolicy.Default, "/" + FeedsMember)!
            : FeedPolicy.Default;
        var house = (Policy)reader.ReadMembers(
            typeof(Policy), whole.EnumerateObject().Where(m => m.Name != FeedsMember).Select(m => (m.Name, m.Value)), Policy.Default, "",
            alsoKnown: FeedsMember)!;
        var policy = new PolicySet(house, feeds);
        // What could not be read stands as shipped, so the rest can be judged too.
        var misread = reader.Faults.Select(f => f.Pointer).ToHashSet(StringComparer.Ordinal);
        return (policy, [.. reader.Faults, .. policy.Faults().Where(f => !misread.Contains(f.Pointer))]);
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, IgnoreReadOnlyProperties = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        options.Converters.Add(new DurationConverter());
        options.Converters.Add(new TextsConverter());
        BodyReader.Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class DurationConverter : JsonConverter<Duration>
    {
        public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && DurationText.Parse(reader.GetString()!) is { } duration
                ? duration
                : throw new JsonException(DurationText.Form);

        public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) =>
            writer.WriteStringValue(DurationText.Write(value));
    }

    private sealed class TextsConverter : JsonConverter<Texts>
    {
        public override Texts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Texts.Of(JsonSerializer.Deserialize<string[]>(ref reader, options));

        public override void Write(Utf8JsonWriter writer, Texts value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.ToArray(), options);
    }
}
