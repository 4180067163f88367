using FreightRecovery.Domain;

namespace FreightRecovery.Web.Policies;

/// <summary>
/// Where a house keeps its rules: a policy file of its choice, or <c>policy.json</c> in the data directory when there is one, and
/// beside it the folder <c>calendars</c> with a file for each calendar.
/// </summary>
/// <param name="File">The file that is named, or null.</param>
/// <param name="DataDirectory">The data directory.</param>
public sealed record PolicyFiles(string? File, string DataDirectory)
{
    /// <summary>The policy file's name in the data directory.</summary>
    public const string Name = "policy.json";

    /// <summary>The folder of the calendars.</summary>
    public const string CalendarFolder = "calendars";

    /// <summary>Where the policy comes from, for people.</summary>
    public string Source => File ?? (System.IO.File.Exists(Usual) ? Usual : "The policy that ships with the product");

    private string Usual => Path.Combine(DataDirectory, Name);

    /// <summary>Reads all of it.</summary>
    /// <exception cref="PolicyException">Anything is wrong with it.</exception>
    /// <exception cref="IOException">The file that is named is not there, or cannot be read.</exception>
    public PolicySet Load()
    {
        var file = File ?? (System.IO.File.Exists(Usual) ? Usual : null);
        var (policy, faults) = file is null
            ? (PolicySet.Default, (IReadOnlyList<PolicyFault>)[])
            : PolicyJson.Read(System.IO.File.ReadAllBytes(file));
        (policy, var more) = CalendarFiles.Add(policy, Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file ?? Usual))!, CalendarFolder));
        return faults.Count + more.Count == 0 ? policy : throw new PolicyException(Source, [.. faults, .. more]);
    }
}
