using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FreightRecovery.Domain;
using FreightRecovery.Store.Queries;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;

namespace FreightRecovery.Web.Links;

/// <summary>What a link opens: one incident of one customer, for a time.</summary>
/// <param name="Id">The link's own id, by which it can be taken back; null for one of a version that gave none.</param>
/// <param name="Incident">The incident.</param>
/// <param name="Customer">Whose it was when the link was made.</param>
/// <param name="MadeAt">When, UTC.</param>
/// <param name="ExpiresAt">Until when it opens, UTC.</param>
public sealed record LinkGrant(Guid? Id, IncidentId Incident, CustomerRef Customer, Instant MadeAt, Instant ExpiresAt);

/// <summary>
/// The links to customers' own pages. A link holds what it opens, sealed under the keys of the data directory for this purpose alone, so
/// nobody reads, changes or makes one. That it was made is noted under its id, so that it can be taken back by itself. It expires by the
/// house's clock, which demonstrations and tests set: the framework's protector with a time limit looks at the machine's.
/// </summary>
public sealed class CustomerLinks(IDataProtectionProvider protection, CustomerLinkLog log, Func<Policy> policy)
{
    /// <summary>Where customers' pages are; the token follows.</summary>
    public const string Path = "/c";

    private const string Purpose = "customer-page/2";
    private const string PurposeWithoutId = "customer-page/1";
    private const int Longest = 2048;
    private const int IdBytes = 16;
    private const int Head = 16 + 8 + 8;

    private readonly IDataProtector seal = protection.CreateProtector(Purpose);
    private readonly IDataProtector sealWithoutId = protection.CreateProtector(PurposeWithoutId);

    /// <summary>Makes a link to an incident, and notes that it was made.</summary>
    /// <returns>The path, and the link as it was noted.</returns>
    public async Task<(string Path, OpenLink Link)> Make(IncidentId incident, CustomerRef customer, string by, Instant now, CancellationToken cancel)
    {
        var link = new OpenLink(Guid.CreateVersion7(now.ToDateTimeOffset()), by, now, now + Duration.FromDays(policy().CustomerLinkDays));
        var content = new byte[IdBytes + Head + Encoding.UTF8.GetByteCount(customer.Value)];
        link.Id.TryWriteBytes(content, bigEndian: true, out _);
        var rest = content.AsSpan(IdBytes);
        incident.Value.TryWriteBytes(rest, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(rest[16..], now.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(rest[24..], link.ExpiresAt.ToUnixTimeMilliseconds());
        Encoding.UTF8.GetBytes(customer.Value, rest[Head..]);
        await log.Add(incident, link, cancel);
        return ($"{Path}/{Base64Url.EncodeToString(seal.Protect(content))}", link);
    }

    /// <summary>What a token opens, expired, taken back or not; null for one that we did not make as it is.</summary>
    public LinkGrant? Read(string token)
    {
        if (token.Length > Longest || !Base64Url.IsValid(token))
            return null;
        var bytes = Base64Url.DecodeFromChars(token);
        return Open(seal, bytes) is { } content ? Read(new Guid(content.AsSpan(0, IdBytes), bigEndian: true), content.AsSpan(IdBytes))
            : Open(sealWithoutId, bytes) is { } older ? Read(null, older)
            : null;
    }

    private static LinkGrant Read(Guid? id, ReadOnlySpan<byte> content) => new(
        id, new IncidentId(new Guid(content[..16], bigEndian: true)), new CustomerRef(Encoding.UTF8.GetString(content[Head..])), At(content[16..]), At(content[24..]));

    private static byte[]? Open(IDataProtector seal, byte[] bytes)
    {
        try
        {
            return seal.Unprotect(bytes);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static Instant At(ReadOnlySpan<byte> bytes) => Instant.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes));
}
