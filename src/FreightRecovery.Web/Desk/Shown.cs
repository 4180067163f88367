namespace FreightRecovery.Web.Desk;

/// <summary>Texts of people as lists show them.</summary>
internal static class Shown
{
    private const int Most = 140;

    /// <summary>The beginning of a text that is too long for a row.</summary>
    public static string Short(string text) => text.Length <= Most ? text : text[..(Most - 1)].TrimEnd() + "…";
}
