using System.Reflection;
using FreightRecovery.Web.Hosting;
using FreightRecovery.Web.Language;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using NodaTime;

namespace FreightRecovery.Web.Desk;

/// <summary>What stands on every page, for whoever looks at it.</summary>
/// <param name="L">The language and the zone of the page.</param>
/// <param name="Person">Who is signed in; null on the pages before.</param>
/// <param name="Roles">The roles.</param>
/// <param name="Branch">The branch; null for all.</param>
/// <param name="Desks">The desks that these roles may open: the key of the name, and the path.</param>
/// <param name="TestClock">What a demonstration clock shows, UTC; null where time is real.</param>
/// <param name="FormField">The name of the field that each form carries against forged requests.</param>
/// <param name="FormToken">Its value.</param>
public sealed record Frame(
    Locale L, string? Person, IReadOnlyList<string> Roles, string? Branch, IReadOnlyList<(string Key, string Path)> Desks, Instant? TestClock,
    string FormField, string FormToken)
{
    private static readonly (string Key, string Path, string Policy)[] All =
    [
        ("frame.desk.today", "/", Access.Anybody),
        ("frame.desk.notices", NoticeDesk.NoticePages.Path, Access.Anybody),
        ("frame.desk.incidents", IncidentDesk.IncidentPages.Path, Access.Anybody),
        ("frame.desk.steps", StepDesk.StepPages.Path, Access.Steps),
        ("frame.desk.customers", CustomerDesk.BoardPages.Path, Access.Board),
        ("frame.desk.invoices", InvoiceDesk.InvoicePages.Path, Access.InvoiceList),
        ("frame.desk.approvals", ApprovalDesk.ApprovalPages.Path, Access.Approval),
        ("frame.desk.book", BookDesk.BookPages.Path, Access.Reports),
        ("frame.desk.disruptions", DisruptionDesk.DisruptionPages.Path, Access.Disruptions),
        ("frame.desk.quarantine", QuarantinePages.Path, Access.Quarantine),
        ("frame.desk.policy", PolicyDesk.PolicyPages.Path, Access.PolicyReading),
        ("frame.desk.people", Accounts.PeoplePages.Path, Access.Administration),
        ("frame.desk.keys", Accounts.KeyPages.Path, Access.Administration),
        ("frame.desk.webhooks", Hooks.HookPages.Path, Access.Administration),
    ];

    /// <summary>The frame of a request, for handlers.</summary>
    public static ValueTask<Frame> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var (services, caller) = (context.RequestServices, Caller.Of(context));
        var token = services.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        var browser = Locale.Of(context);
        return ValueTask.FromResult(new Frame(
            Locale.Of(caller?.Language ?? browser.Language, caller?.Zone), caller?.Name, caller?.Roles ?? [], caller?.Branch, DesksOf(caller),
            services.GetService<TestClock>()?.GetCurrentInstant(), token.FormFieldName, token.RequestToken!));
    }

    private static IReadOnlyList<(string Key, string Path)> DesksOf(Caller? caller) =>
        caller is null ? [] : [.. All.Where(desk => caller.Allows(desk.Policy)).Select(desk => (desk.Key, desk.Path))];
}
