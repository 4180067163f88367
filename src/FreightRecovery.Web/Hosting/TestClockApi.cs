using System.Net;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace FreightRecovery.Web.Hosting;

/// <summary>How far the clock is to be moved: an ISO 8601 period or duration such as <c>P30D</c>.</summary>
public sealed record AdvanceBody(string? Advance) : IBody<AdvanceBody>
{
    /// <inheritdoc/>
    public AdvanceBody? Read(Faults faults)
    {
        if (faults.Has(Advance, "/advance") && ClockHands.Read(Advance) is null)
            faults.Add("/advance", "Write an ISO 8601 period or duration, such as P30D or PT6H.");
        return faults.Any ? null : this;
    }
}

/// <summary>The instant that the clock shows.</summary>
public sealed record ClockView(Instant Now);

/// <summary>
/// The hands of the test clock; the route exists only while the clock is not real. Any key will do, and none is needed
/// on the machine itself, so that a demonstration can be driven from a script.
/// </summary>
internal static class TestClockApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/test/clock", Move).AllowAnonymous().WithTags("Test clock").WithSummary("Moves the clock and handles what fell due.");

    private static async Task<Results<Ok<ClockView>, ProblemHttpResult>> Move(
        HttpContext context, ClockHands hands, CancellationToken cancel)
    {
        if (Caller.Of(context) is null && context.Connection.RemoteIpAddress is { } from && !IPAddress.IsLoopback(from))
            return Problems.FromStatus(StatusCodes.Status401Unauthorized);
        // A page of another site cannot send JSON without asking first, and is not answered.
        if (!context.Request.HasJsonContentType())
            return Problems.FromStatus(StatusCodes.Status415UnsupportedMediaType);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancel);
        var faults = new Faults(hands.Now);
        if (BodyReader.Read<AdvanceBody, AdvanceBody>(body.ToArray(), faults) is not { } move)
            return Problems.Invalid(faults);
        try
        {
            return TypedResults.Ok(new ClockView(await hands.Move(ClockHands.Read(move.Advance)!, cancel)));
        }
        catch (ArgumentOutOfRangeException)
        {
            return Problems.Invalid("/advance", "The clock goes forward only, and not beyond the calendar.");
        }
    }
}
