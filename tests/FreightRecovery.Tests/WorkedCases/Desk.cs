using System.Text.Json.Nodes;
using NodaTime;

namespace FreightRecovery.Tests.WorkedCases;

/// <summary>The people of the house and what they do in turn on one incident, over HTTP, half an hour after one another.</summary>
internal sealed class Desk(Server server, string incident, string salesRep = "Wang Fang")
{
    public string Incident => incident;

    public static async Task<Desk> Report(Server server, object report)
    {
        var rep = await server.As("Wang Fang", "sales");
        return new Desk(server, (string)(await rep.Post("/incidents", report)).Ok["id"]!);
    }

    public async Task<Client> Rep() => await server.As(salesRep, "sales");

    public async Task<Answer> Read(string part = "") => (await (await Rep()).Get($"/incidents/{incident}{part}")).Ok;

    /// <summary>The customer hears it from us, with a time for the next word.</summary>
    public async Task<Answer> Tell() => await Do("acknowledgement", new
    {
        channel = "phone", note = "Told at once what is known.", promiseDueAt = (server.Now + Duration.FromDays(30)).ToString(),
    });

    public Task<Answer> Assess(string fault, string cause, string severity) => Do("assessment", new
    {
        finding = "valid", fault, department = "operations", cause, severity,
    });

    public async Task<JsonArray> Options() => (await Read("/options")).Body.AsArray();

    /// <summary>Puts the best option to the customer; the manager approves it first where that is needed.</summary>
    public async Task<string> Offer()
    {
        var offer = await (await Rep()).Post($"/incidents/{incident}/offers", new { });
        if (offer.Problem == "approval-needed")
        {
            var best = (await Options())[0]!;
            await Do("approvals", new { optionId = (string)best["id"]!, approved = true, note = "A good customer." }, await server.As("Zhou Jie", "manager"));
            offer = await (await Rep()).Post($"/incidents/{incident}/offers", new { });
        }

        return (string)offer.Ok["id"]!;
    }

    public Task<Answer> Answer(string offer, bool accepted, string? objection = null) => Do("answers", new
    {
        offerId = offer, accepted, by = "Zhao Min", evidence = "Her mail of today, filed with the shipment", objection,
    });

    /// <summary>Everybody does the steps that their role owns.</summary>
    public async Task<Answer> CarryOut(string note = "Done, and the customer told.")
    {
        Answer? last = null;
        foreach (var step in (await Read())["steps"]!.AsArray())
        {
            // A sales rep sees its own customers only.
            var owner = (string)step!["owner"]! is not "sales" and var role ? await server.As("Owner", role) : await Rep();
            last = await Do($"steps/{(string)step["id"]!}/completion", new { note }, owner);
        }

        return last!;
    }

    /// <summary>The promised word is given, the customer gives its mark, and the lesson is written.</summary>
    public async Task<Answer> Close(int mark, string rootCause, string prevention)
    {
        foreach (var promise in (await Read())["promises"]!.AsArray())
            await (await Rep()).Post($"/promises/{(string)promise!["id"]!}/fulfilment", new { note = "Called." }).Done();
        await Do("follow-ups", new { satisfaction = mark, note = "As the customer put it." });
        var resolved = await Do("resolution", new { rootCause, prevention });
        await server.Settle();
        return resolved;
    }

    public async Task<string?> Collecting(string invoice) =>
        (await (await server.As("Sun Li", "finance")).Post($"/invoices/{invoice}/collection")).Problem;

    public async Task<Answer> Collected(string invoice) =>
        (await (await server.As("Sun Li", "finance")).Post($"/invoices/{invoice}/collection")).Ok;

    public async Task<string> Status(string invoice) =>
        (string)(await (await server.As("Sun Li", "finance")).Get($"/invoices/{invoice}")).Ok["status"]!;

    public async Task<Answer> Relationship(string customer) =>
        (await (await server.As("Zhou Jie", "manager")).Get($"/customers/{customer}/relationship")).Ok;

    public async Task<(string Kind, Instant At)[]> Timeline() =>
    [
        .. (await Read("/timeline?limit=200"))["items"]!.AsArray()
            .Select(e => ((string)e!["kind"]!, NodaTime.Text.InstantPattern.ExtendedIso.Parse((string)e["at"]!).Value)),
    ];

    private async Task<Answer> Do(string what, object body, Client? by = null)
    {
        await server.Advance(Duration.FromMinutes(30));
        return (await (by ?? await Rep()).Post($"/incidents/{incident}/{what}", body)).Ok;
    }
}
