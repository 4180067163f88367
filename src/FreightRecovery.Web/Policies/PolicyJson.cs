using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Calendar;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Meanings;
using FreightRecovery.Web.Api.Bodies;
using NodaTime;
using NodaTime.Text;

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
        var (whole, fault) = Parse(utf8);
        return fault is null ? Read(whole) : (PolicySet.Default, [fault]);
    }

    /// <summary>Reads a calendar and checks it; null when it is no JSON object.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="usual">Whether it is the one for branches without their own, which need not name branches and zone.</param>
    public static (BusinessCalendar? Calendar, IReadOnlyList<PolicyFault> Faults) ReadCalendar(ReadOnlySpan<byte> utf8, bool usual)
    {
        var (whole, fault) = Parse(utf8);
        if (fault is not null)
            return (null, [fault]);
        var reader = new RecordReader(Options);
        var calendar = (BusinessCalendar)reader.Read(typeof(BusinessCalendar), whole, usual ? BusinessCalendar.Plain : null, "")!;
        return (calendar, reader.Faults.Count > 0 ? reader.Faults : usual ? calendar.Faults() : calendar.FaultsOfBranch());
    }

    private static (JsonElement Whole, PolicyFault? Fault) Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        try
        {
            var json = new Utf8JsonReader(utf8, Lenient);
            var whole = JsonElement.ParseValue(ref json);
            return whole.ValueKind == JsonValueKind.Object ? (whole, null) : (whole, new PolicyFault("", "Write a JSON object."));
        }
        catch (JsonException e)
        {
            return (default, new PolicyFault("", $"This is not valid JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})."));
        }
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
        options.Converters.Add(new LocalTimeConverter());
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

    private sealed class LocalTimeConverter : JsonConverter<LocalTime>
    {
        private static readonly LocalTimePattern Pattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

        public override LocalTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Pattern.Parse(reader.GetString()!) is { Success: true, Value: var time }
                ? time
                : throw new JsonException("Write a time of day from 00:00 to 23:59, such as 17:30.");

        public override void Write(Utf8JsonWriter writer, LocalTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Pattern.Format(value));
    }

    private sealed class TextsConverter : JsonConverter<Texts>
    {
        public override Texts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Texts.Of(JsonSerializer.Deserialize<string[]>(ref reader, options));

        public override void Write(Utf8JsonWriter writer, Texts value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.ToArray(), options);
    }
}
