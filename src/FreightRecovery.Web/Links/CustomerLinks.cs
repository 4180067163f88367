using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FreightRecovery.Domain;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;

namespace FreightRecovery.Web.Links;

/// <summary>What a link opens: one incident of one customer, for a time.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Customer">Whose it was when the link was made.</param>
/// <param name="MadeAt">When, UTC.</param>
/// <param name="ExpiresAt">Until when it opens, UTC.</param>
public sealed record LinkGrant(IncidentId Incident, CustomerRef Customer, Instant MadeAt, Instant ExpiresAt);

/// <summary>
/// The links to customers' own pages. A link holds what it opens, sealed under the keys of the data directory for this purpose alone, so
/// nobody reads, changes or makes one, and nothing about it is stored. It expires by the house's clock, which demonstrations and tests set:
/// the framework's protector with a time limit looks at the machine's.
/// </summary>
public sealed class CustomerLinks(IDataProtectionProvider protection, Func<Policy> policy)
{
    /// <summary>Where customers' pages are; the token follows.</summary>
    public const string Path = "/c";

    private const string Purpose = "customer-page/1";
    private const int Longest = 2048;
    private const int Head = 16 + 8 + 8;

    private readonly IDataProtector seal = protection.CreateProtector(Purpose);

    /// <summary>Makes a link to an incident.</summary>
    /// <returns>The path, and until when it opens.</returns>
    public (string Path, Instant ExpiresAt) Make(IncidentId incident, CustomerRef customer, Instant now)
    {
        var until = now + Duration.FromDays(policy().CustomerLinkDays);
        var content = new byte[Head + Encoding.UTF8.GetByteCount(customer.Value)];
        incident.Value.TryWriteBytes(content, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(16), now.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(24), until.ToUnixTimeMilliseconds());
        Encoding.UTF8.GetBytes(customer.Value, content.AsSpan(Head));
        return ($"{Path}/{Base64Url.EncodeToString(seal.Protect(content))}", until);
    }

    /// <summary>What a token opens, expired or not; null for one that we did not make as it is.</summary>
    public LinkGrant? Read(string token)
    {
        if (token.Length > Longest || !Base64Url.IsValid(token))
            return null;
        try
        {
            var content = seal.Unprotect(Base64Url.DecodeFromChars(token));
            return new LinkGrant(
                new IncidentId(new Guid(content.AsSpan(0, 16), bigEndian: true)), new CustomerRef(Encoding.UTF8.GetString(content.AsSpan(Head))),
                At(content.AsSpan(16)), At(content.AsSpan(24)));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static Instant At(ReadOnlySpan<byte> bytes) => Instant.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes));
}
