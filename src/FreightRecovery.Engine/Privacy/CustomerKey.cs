using System.Buffers.Text;
using System.Security.Cryptography;
using FreightRecovery.Domain;

namespace FreightRecovery.Engine.Privacy;

/// <summary>The key of one customer's personal data.</summary>
public sealed class CustomerKey
{
    /// <summary>What every sealed text begins with; the key's id and a colon follow.</summary>
    public const string Mark = "sealed:1:";

    private const int IdLength = 22;
    private const int Nonce = 12;
    private const int Tag = 16;
    private readonly byte[] encryption, nonces;

    internal CustomerKey(CustomerRef customer, Guid id, byte[] secret)
    {
        (Customer, Id, Secret) = (customer, id, secret);
        encryption = HKDF.Expand(HashAlgorithmName.SHA256, secret, MasterKey.Bytes, "text"u8.ToArray());
        nonces = HKDF.Expand(HashAlgorithmName.SHA256, secret, MasterKey.Bytes, "nonce"u8.ToArray());
        Files = HKDF.Expand(HashAlgorithmName.SHA256, secret, MasterKey.Bytes, "files"u8.ToArray());
    }

    /// <summary>Whose it is.</summary>
    public CustomerRef Customer { get; }

    /// <summary>Its id: a forgotten customer that comes back gets another key.</summary>
    public Guid Id { get; }

    /// <summary>The key from which those of files are derived.</summary>
    public byte[] Files { get; }

    internal byte[] Secret { get; }

    /// <summary>A new key.</summary>
    internal static CustomerKey New(CustomerRef customer) =>
        new(customer, Guid.CreateVersion7(), RandomNumberGenerator.GetBytes(MasterKey.Bytes));

    /// <summary>
    /// Seals a text. The same text sealed again is the same, so that a retried command stores the same bytes: the nonce is drawn
    /// from the text itself by a key of its own.
    /// </summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="place">The member it stands in; it opens nowhere else.</param>
    public string Seal(ReadOnlySpan<byte> text, ReadOnlySpan<byte> place)
    {
        var box = new byte[Nonce + text.Length + Tag];
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        using (var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, nonces))
        {
            hash.AppendData(place);
            hash.AppendData([0]);
            hash.AppendData(text);
            hash.GetHashAndReset(mac);
        }

        mac[..Nonce].CopyTo(box);
        using (var aes = new AesGcm(encryption, Tag))
            aes.Encrypt(mac[..Nonce], text, box.AsSpan(Nonce, text.Length), box.AsSpan(Nonce + text.Length), place);
        return string.Concat(Mark, Base64Url.EncodeToString(Id.ToByteArray()), ":", Convert.ToBase64String(box));
    }

    /// <summary>Opens a sealed text of this key.</summary>
    /// <exception cref="CryptographicException">It was altered, or moved from another member.</exception>
    public byte[] Open(string sealedText, ReadOnlySpan<byte> place)
    {
        var box = Convert.FromBase64String(sealedText[(Mark.Length + IdLength + 1)..]);
        var text = new byte[box.Length - Nonce - Tag];
        using var aes = new AesGcm(encryption, Tag);
        aes.Decrypt(box.AsSpan(0, Nonce), box.AsSpan(Nonce, text.Length), box.AsSpan(Nonce + text.Length), text, place);
        return text;
    }

    /// <summary>The id of the key that sealed a text; null when it is no sealed text.</summary>
    public static Guid? IdOf(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith(Mark, StringComparison.Ordinal) || text.Length <= Mark.Length + IdLength || text[Mark.Length + IdLength] != ':')
            return null;
        Span<byte> id = stackalloc byte[16];
        return Base64Url.TryDecodeFromChars(text.Slice(Mark.Length, IdLength), id, out var length) && length == 16 ? new Guid(id) : null;
    }

    /// <summary>Finds the ids of the keys that a stored JSON was sealed with.</summary>
    internal static void IdsIn(string json, HashSet<Guid> ids)
    {
        for (var at = json.IndexOf(Mark, StringComparison.Ordinal); at >= 0; at = json.IndexOf(Mark, at + Mark.Length, StringComparison.Ordinal))
            if (IdOf(json.AsSpan(at)) is { } id)
                ids.Add(id);
    }
}
