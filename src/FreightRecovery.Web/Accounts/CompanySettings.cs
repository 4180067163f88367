using System.Text.Json;

namespace FreightRecovery.Web.Accounts;

/// <summary>
/// The company's own sign-in, by the file <c>company-sign-in.json</c> of the data directory: an OpenID Connect provider, and what its groups
/// mean here.
/// </summary>
/// <param name="Name">What people call the provider.</param>
/// <param name="Issuer">The issuer's address; its discovery document is asked for the rest.</param>
/// <param name="ClientId">Our name there.</param>
/// <param name="ClientSecret">Our secret there; null where the environment has it, or the provider asks for none.</param>
/// <param name="Roles">Per group, the roles here.</param>
internal sealed record CompanySettings(string Name, Uri Issuer, string ClientId, string? ClientSecret, IReadOnlyDictionary<string, string[]> Roles)
{
    /// <summary>The file in the data directory.</summary>
    public const string FileName = "company-sign-in.json";

    /// <summary>The environment's variable of the secret, which goes before the file's.</summary>
    public const string SecretVariable = "FREIGHTRECOVERY_COMPANY_SECRET";

    /// <summary>The claim that holds the groups; a text or a list of texts.</summary>
    public string GroupsClaim { get; init; } = "groups";

    /// <summary>The claim that holds the name for the records.</summary>
    public string NameClaim { get; init; } = "preferred_username";

    /// <summary>The claim that holds the branch; without it, all branches.</summary>
    public string BranchClaim { get; init; } = "branch";

    /// <summary>What is asked for.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["openid", "profile"];

    /// <summary>The settings of a data directory; null when there is no file.</summary>
    /// <exception cref="InvalidDataException">The file is there and wrong.</exception>
    public static CompanySettings? Read(string dataDirectory)
    {
        var file = Path.Combine(dataDirectory, FileName);
        if (!File.Exists(file))
            return null;
        CompanySettings? read;
        try
        {
            read = JsonSerializer.Deserialize<CompanySettings>(File.ReadAllBytes(file), JsonSerializerOptions.Web);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file}: {e.Message}", e);
        }

        var fault = read switch
        {
            null or { Name: null or "" } => "name is missing: what people call the provider",
            { Issuer: null } or { Issuer.IsAbsoluteUri: false } => "issuer is missing: the provider's address, such as https://id.example.com",
            { Issuer: var issuer } when issuer.Scheme != Uri.UriSchemeHttps && !issuer.IsLoopback => "issuer is not https",
            { ClientId: null or "" } => "clientId is missing: our name at the provider",
            { Roles: null or { Count: 0 } } => "roles is missing: per group of the provider, the roles here",
            { Roles: var roles } when roles.Values.SelectMany(r => r).FirstOrDefault(r => !Store.Queries.Roles.All.Contains(r)) is { } unknown =>
                $"there is no role '{unknown}'; the roles are {string.Join(", ", Store.Queries.Roles.All)}",
            _ => null,
        };
        return fault is null
            ? read! with { ClientSecret = Environment.GetEnvironmentVariable(SecretVariable) is { Length: > 0 } secret ? secret : read.ClientSecret }
            : throw new InvalidDataException($"{file}: {fault}.");
    }

    /// <summary>The roles here of somebody in these groups.</summary>
    public IReadOnlyList<string> RolesOf(IEnumerable<string> groups) =>
        [.. groups.SelectMany(g => Roles.TryGetValue(g, out var roles) ? roles : []).Distinct().Order(StringComparer.Ordinal)];
}
