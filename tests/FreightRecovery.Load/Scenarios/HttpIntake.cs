using FreightRecovery.Load.Http;

namespace FreightRecovery.Load.Scenarios;

/// <summary>64 connections report incidents, against an endpoint that parses the same body and commits one row.</summary>
internal static class HttpIntake
{
    private const int Size = 80_000;

    public static async Task<IReadOnlyList<Score>> Run(Workshop workshop, int? size)
    {
        var count = size ?? Size;
        var data = await workshop.NewBook(count / 5, count);
        var key = await Workshop.AddKey(data, "admin");
        byte[][] requests = [.. Enumerable.Range(0, count).Select(n => Connection.Request("POST", "/api/v1/incidents", key, Book.Incident(n, count)))];
        await using var product = await ServerProcess.Product(data);
        var (bare, bareRequests) = await Versus.Bare(workshop, count / Versus.Parts);
        await using (bare)
            return [await Versus.Run("intake-http", product, requests, 201, bare, bareRequests)];
    }
}
