using FreightRecovery.Domain;
using FreightRecovery.Domain.Calendar;

namespace FreightRecovery.Web.Policies;

/// <summary>The calendars of a folder, one in each JSON file: <c>usual.json</c> for branches without one, any other name for a branch's.</summary>
internal static class CalendarFiles
{
    private const string Usual = "usual";

    /// <summary>
    /// Adds them to a policy; a calendar of the same name gives way. Faults are told by file and place, such as
    /// <c>calendars/SHA.json#/week/monday/0</c>.
    /// </summary>
    public static (PolicySet Policy, IReadOnlyList<PolicyFault> Faults) Add(PolicySet policy, string folder)
    {
        var calendars = policy.House.Calendars;
        var faults = new List<PolicyFault>();
        if (Directory.Exists(folder))
            foreach (var file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
                calendars = Add(calendars, file, faults);
        // Two calendars that are each good may still claim the same branch.
        if (faults.Count == 0 && calendars != policy.House.Calendars)
            faults.AddRange(new PolicyCheck().Part("/calendars", calendars.Faults()).Found);
        return (policy with { House = policy.House with { Calendars = calendars } }, faults);
    }

    private static CalendarPolicy Add(CalendarPolicy calendars, string file, List<PolicyFault> faults)
    {
        var usual = Path.GetFileNameWithoutExtension(file) == Usual;
        var (calendar, found) = PolicyJson.ReadCalendar(File.ReadAllBytes(file), usual);
        faults.AddRange(found.Select(f => f with { Pointer = $"{PolicyFiles.CalendarFolder}/{Path.GetFileName(file)}#{f.Pointer}" }));
        return calendar is null || found.Count > 0 ? calendars
            : usual ? calendars with { Usual = calendar }
            : calendars with { OfBranches = [.. calendars.OfBranches.Where(c => c.Name != calendar.Name), calendar] };
    }
}
