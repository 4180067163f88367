using System.Security.Cryptography;
using System.Text;
using FreightRecovery.Domain;

namespace FreightRecovery.Engine.Privacy;

/// <summary>A customer's key as the database keeps it: wrapped by the master key.</summary>
public sealed record StoredKey(CustomerRef Customer, Guid Id, byte[] Wrapped);

/// <summary>
/// The key of keys. It lies outside the database, so that a copy of the database alone tells no names; without it nothing
/// personal can be read.
/// </summary>
public sealed class MasterKey
{
    /// <summary>The length of every key, in bytes: AES-256.</summary>
    public const int Bytes = 32;

    private const int Tag = 16;
    private const int Nonce = 12;
    private readonly byte[] key;

    private MasterKey(byte[] key) => this.key = key;

    /// <summary>A new one, as text to be kept.</summary>
    public static string NewText() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Reads the text of a key; null when it is none.</summary>
    public static MasterKey? TryParse(string text)
    {
        var key = new byte[Bytes];
        return Convert.TryFromBase64String(text.Trim(), key, out var length) && length == Bytes
            ? new MasterKey(HKDF.DeriveKey(HashAlgorithmName.SHA256, key, Bytes, info: "freight-recovery customer keys"u8.ToArray()))
            : null;
    }

    /// <summary>Tries this key on one that it wrapped.</summary>
    /// <exception cref="MasterKeyException">It was wrapped by another master key.</exception>
    public void Try(StoredKey stored) => Unwrap(stored);

    internal StoredKey Wrap(CustomerKey customerKey)
    {
        var wrapped = new byte[Nonce + Bytes + Tag];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, Nonce));
        using var aes = new AesGcm(key, Tag);
        aes.Encrypt(
            wrapped.AsSpan(0, Nonce), customerKey.Secret, wrapped.AsSpan(Nonce, Bytes), wrapped.AsSpan(Nonce + Bytes),
            Belonging(customerKey.Customer, customerKey.Id));
        return new StoredKey(customerKey.Customer, customerKey.Id, wrapped);
    }

    /// <exception cref="MasterKeyException">It was wrapped by another master key.</exception>
    internal CustomerKey Unwrap(StoredKey stored)
    {
        var secret = new byte[Bytes];
        try
        {
            using var aes = new AesGcm(key, Tag);
            aes.Decrypt(
                stored.Wrapped.AsSpan(0, Nonce), stored.Wrapped.AsSpan(Nonce, Bytes), stored.Wrapped.AsSpan(Nonce + Bytes), secret,
                Belonging(stored.Customer, stored.Id));
        }
        catch (CryptographicException e)
        {
            throw new MasterKeyException(
                $"The key of customer {stored.Customer} was made with another master key than the one given. Put the right one back.", e);
        }

        return new CustomerKey(stored.Customer, stored.Id, secret);
    }

    // A row moved to another customer no longer opens.
    private static byte[] Belonging(CustomerRef customer, Guid id) => Encoding.UTF8.GetBytes($"{id:N}/{customer.Value}");
}

/// <summary>The master key is missing or another one; the message says what to do.</summary>
public sealed class MasterKeyException(string message, Exception? inner = null) : Exception(message, inner);
