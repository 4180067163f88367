using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using FreightRecovery.Engine;

namespace FreightRecovery.Web.Api.Bodies;

/// <summary>
/// Reads JSON as the contract has it: members that are not known or come twice are refused, not dropped, and whatever
/// cannot be read is noted with the place where it stands.
/// </summary>
public static partial class BodyReader
{
    /// <summary>The JSON form of the HTTP contract, for reading and for writing.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Reads a body and checks it. Null when anything is wrong; then the faults say what.</summary>
    public static TFacts? Read<TBody, TFacts>(ReadOnlySpan<byte> utf8, Faults faults)
        where TBody : class, IBody<TFacts>
        where TFacts : class
    {
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        if (!System.Text.Unicode.Utf8.IsValid(utf8))
        {
            faults.Add("", "The body is not valid UTF-8.");
            return null;
        }

        try
        {
            if (JsonSerializer.Deserialize<TBody>(utf8, Options) is { } body)
                return body.Read(faults);
            faults.Add("", "The body is null; send a JSON object.");
        }
        catch (JsonException e)
        {
            faults.Add(Pointer(e.Path), Message(e));
        }

        return null;
    }

    /// <summary>Sets the contract's form on options, such as those of the framework.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.Converters.Add(new EnumWords());
        options.AddDomainConverters();
    }

    private static JsonSerializerOptions Create()
    {
        // The bound is for what comes in; the description of the API nests deeper than any body.
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { MaxDepth = 16 };
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>A JSON path such as <c>$.contacts[0].name</c> as a pointer such as <c>/contacts/0/name</c>.</summary>
    private static string Pointer(string? path)
    {
        var pointer = new StringBuilder();
        foreach (Match step in Step().Matches(path ?? ""))
            pointer.Append('/').Append((step.Groups["name"].Value + step.Groups["index"].Value + step.Groups["quoted"].Value)
                .Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        return pointer.ToString();
    }

    // The reader names its own types in what it says; callers are told what they can act on.
    private static string Message(JsonException e) => e switch
    {
        { InnerException: JsonException } => $"This is not valid JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}).",
        _ when e.Message.Contains("could not be mapped", StringComparison.Ordinal) => "There is no such member here; look at the spelling.",
        _ when e.Message.StartsWith("Duplicate property", StringComparison.Ordinal) => "This member comes twice.",
        _ when e.Message.Contains("could not be converted", StringComparison.Ordinal) => "This value is of the wrong type.",
        _ => e.Message,
    };

    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\[(?<index>\d+)\]|\['(?<quoted>[^']*)'\]", RegexOptions.ExplicitCapture)]
    private static partial Regex Step();
}
