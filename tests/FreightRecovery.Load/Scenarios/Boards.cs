namespace FreightRecovery.Load.Scenarios;

/// <summary>The first pages of customers at risk and of held invoices by the API, at ten thousand and at a million customers.</summary>
internal static class Boards
{
    private static readonly (string Name, string Path)[] Lists =
    [
        ("board: customers at risk", "/api/v1/relationships"), ("board: held invoices", "/api/v1/invoices?status=held"),
    ];

    public static Task<IReadOnlyList<Score>> Run(Workshop workshop, int? size) => Growth.Compare(workshop, size, Lists, "admin");
}
