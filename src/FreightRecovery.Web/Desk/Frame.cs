using System.Reflection;
using FreightRecovery.Web.Hosting;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using NodaTime;

namespace FreightRecovery.Web.Desk;

/// <summary>What stands on every page of somebody who is signed in.</summary>
/// <param name="Person">Who it is.</param>
/// <param name="Roles">The roles, for reading.</param>
/// <param name="Desks">The desks that these roles may open, with their paths.</param>
/// <param name="TestClock">What a demonstration clock shows, UTC; null where time is real.</param>
/// <param name="FormField">The name of the field that each form carries against forged requests.</param>
/// <param name="FormToken">Its value.</param>
public sealed record Frame(
    string Person, string Roles, IReadOnlyList<(string Name, string Path)> Desks, Instant? TestClock, string FormField, string FormToken)
{
    private static readonly (string Name, string Path, string Policy)[] All =
        [("Today", "/", Access.Anybody), ("Quarantine", QuarantinePages.Path, Access.Quarantine)];

    /// <summary>The frame of a request, for handlers.</summary>
    public static async ValueTask<Frame> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var (services, caller) = (context.RequestServices, Caller.Of(context)!);
        var authorization = services.GetRequiredService<IAuthorizationService>();
        var desks = new List<(string, string)>();
        foreach (var (name, path, policy) in All)
            if ((await authorization.AuthorizeAsync(context.User, policy)).Succeeded)
                desks.Add((name, path));
        var token = services.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        return new Frame(
            caller.Name, string.Join(", ", caller.Roles), desks, services.GetService<TestClock>()?.GetCurrentInstant(), token.FormFieldName,
            token.RequestToken!);
    }
}
