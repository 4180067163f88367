using FreightRecovery.Domain.Recovery;
using FreightRecovery.Store;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace FreightRecovery.Web.StepDesk;

/// <summary>Which steps are asked for in the address.</summary>
public sealed record StepQuery
{
    /// <summary>The word for everybody's steps.</summary>
    public const string Everybody = "all";

    /// <summary>Whose: a role, or <c>all</c>; where it is not told, the reader's own role.</summary>
    [FromQuery(Name = "owner")]
    public string? Owner { get; init; }

    /// <summary>Only those that are overdue, when it is <c>yes</c>.</summary>
    [FromQuery(Name = "late")]
    public string? Late { get; init; }

    /// <summary>The roles that own steps.</summary>
    public static IReadOnlyList<string> Owners { get; } = [.. Enum.GetValues<StepOwner>().Select(Names.Of)];

    /// <summary>All of it, as it stands in the address.</summary>
    public IReadOnlyList<(string Name, string? Value)> Asked => [("owner", Owner), ("late", Late)];

    /// <summary>Whether only overdue ones are asked for.</summary>
    public bool OnlyLate => Late == "yes";

    /// <summary>The address of the list.</summary>
    public string Address => StepPages.Path + QueryString.Create(Asked.Where(a => !string.IsNullOrEmpty(a.Value)).Select(a => KeyValuePair.Create(a.Name, a.Value)));

    // Who has one role that owns steps begins with its own. A word that is no role asks for nothing.
    internal string? OwnerFor(Caller caller) =>
        Owners.Contains(Owner) ? Owner
        : string.IsNullOrEmpty(Owner) && caller.Roles.Where(Owners.Contains).ToList() is [var own] ? own
        : null;
}
