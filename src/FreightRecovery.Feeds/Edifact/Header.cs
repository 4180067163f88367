namespace FreightRecovery.Feeds.Edifact;

/// <summary>What UNA and UNB say, for all messages of the interchange.</summary>
internal sealed record Header
{
    /// <summary>Which interchange of the file, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>UNA, if any, and UNB as they came, with a line end after each that had one.</summary>
    public required string Text { get; init; }

    /// <summary>The syntax identifier, such as UNOC.</summary>
    public required string Syntax { get; init; }

    /// <summary>The version of the syntax, 1 to 4.</summary>
    public required int Version { get; init; }

    /// <summary>The character set that the syntax identifier names.</summary>
    public required Charset Charset { get; init; }

    /// <summary>The separators.</summary>
    public required ServiceCharacters Characters { get; init; }

    /// <summary>What each byte does.</summary>
    public required Role[] Roles { get; init; }

    /// <summary>The sender's identification (0004).</summary>
    public required string Sender { get; init; }

    /// <summary>The interchange's reference (0020).</summary>
    public required string Reference { get; init; }

    private (string? Version, string? Release, string Together) _directory = (null, null, ".");

    /// <summary>A directory as it is called, such as D.95B; the messages of an interchange mostly have the same.</summary>
    public string DirectoryOf(string? version, string? release)
    {
        if (version != _directory.Version || release != _directory.Release) _directory = (version, release, $"{version}.{release}");
        return _directory.Together;
    }

    /// <summary>Whether a byte is a decimal mark: the one of UNA, and from version 4 on a point and a comma alike.</summary>
    public bool IsDecimalMark(byte b) => b == Characters.Decimal || (Version >= 4 && b is (byte)'.' or (byte)',');

    /// <summary>
    /// An interchange of its own around one stretch of this one. It is text and will be kept as UTF-8, so beyond ASCII its
    /// syntax identifier becomes UNOY.
    /// </summary>
    /// <param name="inner">What stands between UNB and UNZ.</param>
    /// <param name="trailer">The last segment; one that counts one message when left out.</param>
    public string Around(string inner, string? trailer = null)
    {
        var lineEnd = Text.EndsWith('\n') ? "\n" : "";
        var element = (char)Characters.Element;
        trailer ??= $"UNZ{element}1{element}{Released(Reference)}{(char)Characters.Terminator}";
        var raw = $"{Text}{inner}{(inner.Length == 0 || inner.EndsWith('\n') ? "" : lineEnd)}{trailer}{lineEnd}";
        return System.Text.Ascii.IsValid(raw) ? raw : AsUtf8(raw);
    }

    private string AsUtf8(string raw)
    {
        var at = raw.IndexOf("UNB", raw.StartsWith("UNA", StringComparison.Ordinal) ? ServiceCharacters.UnaLength : 0, StringComparison.Ordinal);
        at = at < 0 ? -1 : raw.IndexOf(Syntax, at, StringComparison.Ordinal);
        return at < 0 ? raw : string.Concat(raw.AsSpan(0, at), "UNOY", raw.AsSpan(at + Syntax.Length));
    }

    private string Released(string text)
    {
        var plain = new System.Text.StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c < 0x80 && Roles[c] != Role.Data && Characters.Release != ' ') plain.Append((char)Characters.Release);
            plain.Append(c);
        }

        return plain.ToString();
    }
}
