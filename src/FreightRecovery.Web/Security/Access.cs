using Microsoft.AspNetCore.Authorization;
using static FreightRecovery.Store.Queries.Roles;

namespace FreightRecovery.Web.Security;

/// <summary>
/// Which roles may call what. An administrator keeps the house running and so may do all but what belongs to finance:
/// that takes two people of finance on purpose.
/// </summary>
public static class Access
{
    /// <summary>Everybody with a role: reports incidents, reads what is in scope.</summary>
    public const string Anybody = "anybody";

    /// <summary>Puts customers and shipments, sends feeds and imports.</summary>
    public const string MasterData = "masterData";

    /// <summary>Puts invoices.</summary>
    public const string Invoicing = "invoicing";

    /// <summary>Reads the list of invoices, what is held, and the figures.</summary>
    public const string InvoiceList = "invoiceList";

    /// <summary>Reads causes, carriers and lanes.</summary>
    public const string Reports = "reports";

    /// <summary>Reads the slide: all of it, or of its own customers.</summary>
    public const string SlideReport = "slideReport";

    /// <summary>Collects and overrides.</summary>
    public const string Money = "money";

    /// <summary>Carries an incident through its life.</summary>
    public const string Recovery = "recovery";

    /// <summary>Approves what is beyond a rep's authority.</summary>
    public const string Approval = "approval";

    /// <summary>Completes steps.</summary>
    public const string Steps = "steps";

    /// <summary>Tells what customers said.</summary>
    public const string Signals = "signals";

    /// <summary>Reads the board of customers at risk.</summary>
    public const string Board = "board";

    /// <summary>Opens, reads and carries on claims.</summary>
    public const string Claims = "claims";

    /// <summary>Enters values of the SDR.</summary>
    public const string Rates = "rates";

    /// <summary>Looks after what came in and could not be read.</summary>
    public const string Quarantine = "quarantine";

    /// <summary>Declares, runs and ends disruptions.</summary>
    public const string Disruptions = "disruptions";

    /// <summary>Reads the policy.</summary>
    public const string PolicyReading = "policyReading";

    /// <summary>Keeps the house running.</summary>
    public const string Administration = "administration";

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        [Anybody] = [.. All],
        [MasterData] = [Integration, Admin],
        [Invoicing] = [Integration, Finance, Admin],
        [InvoiceList] = [Finance, Supervisor, Manager, Executive, Admin],
        [Reports] = [Supervisor, Manager, Executive, Admin],
        [SlideReport] = [AccountManager, Supervisor, Manager, Executive, Admin],
        [Money] = [Finance],
        [Recovery] = [Sales, AccountManager, Supervisor, Manager, Executive, Admin],
        [Approval] = [Supervisor, Manager, Executive, Admin],
        [Steps] = [Operations, Finance, Sales, AccountManager, Supervisor, Manager, Executive, Admin],
        [Signals] = [Integration, Sales, AccountManager, Supervisor, Manager, Executive, Admin],
        [Board] = [Sales, AccountManager, Supervisor, Manager, Executive, Admin],
        [Claims] = [Sales, AccountManager, Supervisor, Manager, Executive, Finance, Operations, Admin],
        [Rates] = [Finance, Admin],
        [Quarantine] = [Integration, Operations, Admin],
        [Disruptions] = [Integration, Operations, Supervisor, Manager, Executive, Admin],
        [PolicyReading] = [Manager, Admin],
        [Administration] = [Admin],
    };

    /// <summary>Whether somebody's roles are among those of a policy.</summary>
    public static bool Allows(this Caller caller, string policy) => caller.Roles.Any(Allowed[policy].Contains);

    /// <summary>Adds the policies. What names none still needs somebody with a role.</summary>
    public static void AddPolicies(AuthorizationOptions options)
    {
        foreach (var (name, roles) in Allowed)
            options.AddPolicy(name, policy => policy.RequireAuthenticatedUser().RequireRole(roles));
        options.FallbackPolicy = options.DefaultPolicy = options.GetPolicy(Anybody)!;
    }
}
