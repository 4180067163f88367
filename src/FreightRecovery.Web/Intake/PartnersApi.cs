using FreightRecovery.Domain;
using FreightRecovery.Feeds;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FreightRecovery.Web.Intake;

/// <summary>What a new map says otherwise than the one in force, and whether it is in force now.</summary>
public sealed record PartnerMapAnswer(string Partner, bool InForce, IReadOnlyList<PartnerMapChange> Changes);

/// <summary>The maps of partners' private codes.</summary>
internal static class PartnersApi
{
    public static void Map(RouteGroupBuilder partners)
    {
        partners.RequireAuthorization(Access.Quarantine);
        partners.MapGet("", (PartnerMaps maps) => TypedResults.Ok(new PageOf<PartnerMapFile>(maps.All, null)))
            .WithSummary("The partners whose private codes are mapped, and what is wrong with a file.");
        partners.MapGet("/{partner}", Get).Produces<string>(contentType: "application/json").WithSummary("A partner's map as it was put.");
        partners.MapPut("/{partner}", Replace).Accepts<object>("application/json")
            .WithSummary("Puts a partner's map in force, whole or not at all; with dryRun=true it only tells what would change.");
    }

    private static Results<FileContentHttpResult, ProblemHttpResult> Get(string partner, PartnerMaps maps) => maps.Text(partner) is { } text
        ? TypedResults.File(text, "application/json")
        : Problems.NotFound($"The codes of {partner} are not mapped. Put a map under this path.");

    private static async Task<Results<Ok<PartnerMapAnswer>, ProblemHttpResult>> Replace(
        string partner, bool? dryRun, HttpContext context, PartnerMaps maps, CancellationToken cancel)
    {
        if (await IntakeApi.Bytes(context.Request, cancel) is not { } map)
            return Problems.FromStatus(StatusCodes.Status413PayloadTooLarge);
        return await Put(partner, map, dryRun == true, maps, cancel) switch
        {
            ({ } answer, _) => TypedResults.Ok(answer),
            var (_, faults) => Problems.Of(
                "invalid-request", StatusCodes.Status422UnprocessableEntity, "The map was not taken. Put right what 'errors' names.",
                ("errors", faults.GroupBy(f => f.Pointer).ToDictionary(g => g.Key, g => g.Select(f => f.Message).ToArray()))),
        };
    }

    /// <summary>Reads a map and puts it in force, or tells all that is wrong with it.</summary>
    internal static async Task<(PartnerMapAnswer? Answer, IReadOnlyList<PolicyFault> Faults)> Put(
        string partner, byte[] utf8, bool dryRun, PartnerMaps maps, CancellationToken cancel)
    {
        var reading = PartnerCodes.Read(utf8);
        if (reading is not PartnerMapReading.Sound { Map: var map })
            return (null, ((PartnerMapReading.Faulty)reading).Faults);
        if (map.Partner != partner)
            return (null, [new PolicyFault("/partner", $"This map is of '{map.Partner}' and not of '{partner}'.")]);
        return dryRun
            ? (new PartnerMapAnswer(partner, false, maps.Of(partner).ChangesTo(map)), [])
            : (new PartnerMapAnswer(partner, true, await maps.Put(map, utf8, cancel)), []);
    }
}
