using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using NodaTime;

namespace FreightRecovery.Web.Cli;

/// <summary>
/// A key and an account without a password for each role, in the names of people of the sample book, so that a newcomer can look over every
/// shoulder.
/// </summary>
internal static class SampleKeys
{
    private const string FileName = "sample-keys.txt";
    private const string BranchZone = "Asia/Shanghai";

    // Two of finance, as an override takes two. Sales reps and account managers are those of the worked cases' branch.
    private static readonly (string Name, string[] Roles, string? Branch)[] People =
    [
        ("admin", [Roles.Admin], null),
        ("integration", [Roles.Integration], null),
        ("mei.lin", [Roles.Sales], "SHA"),
        ("jun.zhao", [Roles.Sales, Roles.Supervisor], "SHA"),
        ("bo.qian", [Roles.Manager], "SHA"),
        ("wei.tang", [Roles.AccountManager], "SHA"),
        ("fiona.wu", [Roles.Finance], "SHA"),
        ("tao.jin", [Roles.Finance], "SHA"),
        ("lan.su", [Roles.Operations], "SHA"),
        ("ada.moreau", [Roles.Executive], null),
    ];

    /// <summary>Makes the keys and keeps them in a file that only the owner can read.</summary>
    public static async Task Write(IDatabase database, string dataDirectory, Instant now, CancellationToken cancel)
    {
        var (keys, accounts) = (new ApiKeys(database), new Store.Queries.Accounts(database));
        var lines = new List<string>();
        foreach (var (name, roles, branch) in People)
        {
            await accounts.Add(
                new Account
                {
                    Id = Guid.CreateVersion7(now.ToDateTimeOffset()).ToString(), Name = name, NameKey = name.ToUpperInvariant(), Roles = roles, Branch = branch,
                    Stamp = Guid.NewGuid().ToString(), Version = Guid.NewGuid().ToString(), Zone = branch is null ? null : BranchZone, CreatedAt = now,
                },
                cancel);
            lines.Add($"{name,-12} {string.Join(", ", roles) + (branch is null ? "" : $" in {branch}"),-24} {await keys.Add(name, roles, branch, now, cancel)}");
        }

        var file = FileIn(dataDirectory);
        File.Delete(file);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var text = new StreamWriter(file, options))
            foreach (var line in lines)
                await text.WriteLineAsync(line.AsMemory(), cancel);

        Console.WriteLine("Keys of the sample's people, shown this once:");
        lines.ForEach(line => Console.WriteLine("  " + line));
    }

    /// <summary>The sample's people with their keys; empty where no sample was loaded.</summary>
    public static IReadOnlyList<SamplePerson> Read(string dataDirectory) => File.Exists(FileIn(dataDirectory))
        ? [.. File.ReadLines(FileIn(dataDirectory)).Select(Person)]
        : [];

    /// <summary>Where the keys are kept.</summary>
    public static string FileIn(string dataDirectory) => Path.Combine(dataDirectory, FileName);

    private static SamplePerson Person(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new SamplePerson(words[0], [.. words[1..^1].TakeWhile(w => w != "in").Select(w => w.TrimEnd(','))], words[^1]);
    }
}

/// <summary>One of the sample's people.</summary>
/// <param name="Name">The name of the key, and of the account.</param>
/// <param name="Roles">The roles.</param>
/// <param name="Key">The key itself; it never goes into a page.</param>
public sealed record SamplePerson(string Name, IReadOnlyList<string> Roles, string Key);
