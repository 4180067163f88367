namespace FreightRecovery.Feeds.Edifact;

/// <summary>Free text as facts keep it.</summary>
internal static class FreeText
{
    /// <summary>The longest remark that is kept.</summary>
    public const int Longest = 250;

    /// <summary>A text in one line, cut to what is worth keeping and never within a character.</summary>
    public static string Of(string text)
    {
        text = text.ReplaceLineEndings(" ").Trim();
        if (text.Length <= Longest) return text;
        return text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)].TrimEnd();
    }
}
