using System.Collections.Immutable;

namespace FreightRecovery.Feeds.Edifact;

/// <summary>What reading a file has given so far.</summary>
internal sealed class Gathered
{
    private readonly ImmutableArray<Unreadable>.Builder _unreadable = ImmutableArray.CreateBuilder<Unreadable>();
    private string? _version;
    private bool _versionsDiffer;

    /// <summary>The facts, in the order of the file.</summary>
    public ImmutableArray<TradeFact>.Builder Facts { get; } = ImmutableArray.CreateBuilder<TradeFact>();

    /// <summary>Facts and what was put aside, for the bound of both.</summary>
    public int Events => Facts.Count + _unreadable.Count;

    /// <summary>Adds the facts of a message.</summary>
    public void Add(IReadOnlyList<TradeFact> facts, string version)
    {
        Facts.AddRange(facts);
        _versionsDiffer |= _version is not null && _version != version;
        _version ??= version;
    }

    /// <summary>Puts something aside.</summary>
    public void PutAside(Unreadable unreadable) => _unreadable.Add(unreadable);

    /// <summary>The whole reading; it has a version when all its messages have the same.</summary>
    public FeedReading Reading => new(_versionsDiffer ? null : _version, Facts.DrainToImmutable(), _unreadable.DrainToImmutable());
}

/// <summary>Finds the line and column of a place in a text.</summary>
internal static class Places
{
    /// <summary>The place of a stretch of a text; CR, LF and CR LF each end a line.</summary>
    public static TextPlace In(string text, int at, int length)
    {
        var line = 1;
        var lineStart = 0;
        at = Math.Clamp(at, 0, text.Length);
        for (var i = 0; i < at; i++)
        {
            if (text[i] is not ('\r' or '\n')) continue;
            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n') continue;
            line++;
            lineStart = i + 1;
        }

        return new(line, at - lineStart + 1, length);
    }
}
