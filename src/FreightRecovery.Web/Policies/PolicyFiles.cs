
namespace FreightRecovery.Web.Policies;

/// <summary>Where a house keeps its policy: a file of its choice, or <c>policy.json</c> in the data directory when there is one.</summary>
/// <param name="File">The file that is named, or null.</param>
/// <param name="DataDirectory">The data directory.</param>
public sealed record PolicyFiles(string? File, string DataDirectory)
{
    /// <summary>The file's name in the data directory.</summary>
    public const string Name = "policy.json";

    /// <summary>Where the policy comes from, for people.</summary>
    public string Source => File ?? (System.IO.File.Exists(Usual) ? Usual : "The policy that ships with the product");

    private string Usual => Path.Combine(DataDirectory, Name);

    /// <summary>Reads it.</summary>
    /// <exception cref="PolicyException">Anything is wrong with it.</exception>
    /// <exception cref="IOException">The file that is named is not there, or cannot be read.</exception>
    public PolicySet Load()
    {
        var file = File ?? (System.IO.File.Exists(Usual) ? Usual : null);
        var (policy, faults) = file is null ? (PolicySet.Default, []) : PolicyJson.Read(System.IO.File.ReadAllBytes(file));
        return faults.Count == 0 ? policy : throw new PolicyException(Source, faults);
    }
}
