using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using NodaTime;

namespace FreightRecovery.Domain.Calendar;

/// <summary>The calendars of the house.</summary>
public sealed record CalendarPolicy
{
    /// <summary>For branches that have none of their own. Without a zone it counts in the customer's.</summary>
    public BusinessCalendar Usual { get; init; } = BusinessCalendar.Plain;

    /// <summary>Those of the branches; each names its branches.</summary>
    public ImmutableArray<BusinessCalendar> OfBranches { get; init; } = [];

    /// <summary>The working time of a branch.</summary>
    /// <param name="branch">The branch that serves the customer.</param>
    /// <param name="customerZone">The customer's IANA time zone, in which is counted where the calendar has none of its own.</param>
    public WorkingTime Of(string branch, string customerZone)
    {
        var calendar = Usual;
        foreach (var own in OfBranches)
            if (own.Branches.Contains(branch))
                calendar = own;
        return Known.GetOrCreateValue(calendar).GetOrAdd(calendar.Zone ?? customerZone, static (zone, of) =>
            new WorkingTime(of, DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc), calendar);
    }

    // The working time of a calendar in a zone remembers the days it has counted, and lives as long as the calendar.
    private static readonly ConditionalWeakTable<BusinessCalendar, ConcurrentDictionary<string, WorkingTime>> Known = [];

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<PolicyFault> Faults()
    {
        var check = new PolicyCheck().Part("/usual", Usual.Faults());
        var (names, branches) = (new HashSet<string>(), new HashSet<string>());
        for (var i = 0; i < OfBranches.Length; i++)
        {
            var (calendar, at) = (OfBranches[i], $"/ofBranches/{i}");
            check.Part(at, calendar.FaultsOfBranch())
                .That(names.Add(calendar.Name), $"{at}/name", $"There is another calendar named '{calendar.Name}'.");
            for (var j = 0; j < calendar.Branches.Length; j++)
                check.That(branches.Add(calendar.Branches[j]), $"{at}/branches/{j}",
                    $"The branch {calendar.Branches[j]} works by another calendar already.");
        }

        return check.Found;
    }
}
