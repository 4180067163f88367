using System.Text.Json;
using FreightRecovery.Web.SampleBook;
using NodaTime;

namespace FreightRecovery.Tests.SampleBook;

/// <summary>A sample book as files, read back as a stranger would: nothing but the files is looked at.</summary>
public sealed class WrittenBook : IDisposable
{
    public static readonly Instant Now = Instant.FromUtc(2026, 5, 14, 9, 30);

    private readonly string _directory = Directory.CreateTempSubdirectory("sample-book-").FullName;

    public WrittenBook() : this(7, Now)
    {
    }

    internal WrittenBook(int seed, Instant now)
    {
        Summary = Web.SampleBook.SampleBook.Write(_directory, seed, now);
        Customers = Lines("customers.ndjson");
        Shipments = Lines("shipments.ndjson");
        Invoices = Lines("invoices.ndjson");
        Signals = Lines("bookings.ndjson");
        Incidents = Lines("incidents.ndjson");
    }

    public SampleBookSummary Summary { get; }

    public JsonElement[] Customers { get; }

    public JsonElement[] Shipments { get; }

    public JsonElement[] Invoices { get; }

    public JsonElement[] Signals { get; }

    public JsonElement[] Incidents { get; }

    public IEnumerable<string> Files => Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    public string PathOf(FeedMessage message) => Path.Combine(_directory, "feed", message.FileName);

    /// <summary>The events of a message, whichever version it is in.</summary>
    public JsonElement[] EventsOf(FeedMessage message)
    {
        var root = Parse(File.ReadAllBytes(PathOf(message)));
        return [.. (root.ValueKind == JsonValueKind.Array ? root : root.GetProperty("events")).EnumerateArray()];
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private JsonElement[] Lines(string file) =>
        [.. File.ReadLines(Path.Combine(_directory, file)).Select(line => Parse(System.Text.Encoding.UTF8.GetBytes(line)))];

    private static JsonElement Parse(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}

/// <summary>Short words for reading members.</summary>
internal static class Members
{
    public static string Text(this JsonElement element, string member) => element.GetProperty(member).GetString()!;

    public static string? TextOrNull(this JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) ? value.GetString() : null;

    public static Instant Instant(this JsonElement element, string member) =>
        NodaTime.Text.InstantPattern.ExtendedIso.Parse(element.Text(member)).Value;

    public static IEnumerable<string> Names(this JsonElement element) => element.EnumerateObject().Select(p => p.Name);
}
