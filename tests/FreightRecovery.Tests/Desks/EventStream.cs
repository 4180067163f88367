namespace FreightRecovery.Tests.Desks;

/// <summary>Server-sent events as they come.</summary>
internal sealed class EventStream(HttpResponseMessage response, StreamReader reader) : IDisposable
{
    /// <summary>The next event, with its id.</summary>
    public async Task<(string Id, string Event)> Next()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var (id, name) = ("", "");
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line[7..];
            else if (line.Length == 0 && name.Length > 0)
                return (id, name);
        }

        throw new EndOfStreamException();
    }

    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
    }
}
