namespace FreightRecovery.Feeds.Edifact;

/// <summary>
/// Categories of a status, code list 9015. Only <c>1</c> is transport; the statuses of the others have lists of their own,
/// are told as <see cref="FactKind.Other"/>, and no incident follows from them.
/// </summary>
internal static class StatusCategories
{
    /// <summary>Transport, which is also meant where no category is given.</summary>
    public const string Transport = "1";

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        [Transport] = "transport", ["2"] = "order administration", ["3"] = "inspection result", ["4"] = "claim of a publication",
        ["5"] = "law", ["6"] = "contract", ["7"] = "transaction", ["8"] = "meter reading", ["9"] = "capacity", ["10"] = "measurement",
        ["11"] = "security", ["12"] = "activity", ["13"] = "claim", ["14"] = "order", ["15"] = "cash on delivery", ["16"] = "urgent order",
        ["17"] = "call-off",
    };

    /// <summary>What a category is called; null when it is not in the list.</summary>
    public static string? Of(string code) => Words.GetValueOrDefault(code);
}
