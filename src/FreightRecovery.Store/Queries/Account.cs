using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>Somebody who signs in. What changes is written back whole, and only over what was read.</summary>
public sealed class Account
{
    /// <summary>A UUID of version 7, as text.</summary>
    public required string Id { get; init; }

    /// <summary>The name in the records.</summary>
    public required string Name { get; set; }

    /// <summary>The name in capitals.</summary>
    public string NameKey { get; set; } = "";

    /// <summary>The stretched hash of the password; null until one is chosen.</summary>
    public string? Password { get; set; }

    /// <summary>Changes with whatever must end all sessions.</summary>
    public string Stamp { get; set; } = "";

    /// <summary>Changes with each write.</summary>
    public string Version { get; set; } = "";

    /// <summary>One or more of the known roles.</summary>
    public required IReadOnlyList<string> Roles { get; set; }

    /// <summary>The branch; null for all.</summary>
    public string? Branch { get; set; }

    /// <summary>The language of the screens, BCP 47; null for the browser's.</summary>
    public string? Language { get; set; }

    /// <summary>The zone of the times shown, by the tz database; null for UTC.</summary>
    public string? Zone { get; set; }

    /// <summary>Wrong passwords in a row.</summary>
    public int Failures { get; set; }

    /// <summary>Until when no password is looked at, UTC.</summary>
    public Instant? LockedUntil { get; set; }

    /// <summary>Whether signing in asks for a code of an app.</summary>
    public bool TwoFactor { get; set; }

    /// <summary>The key of those codes, sealed.</summary>
    public string? Authenticator { get; set; }

    /// <summary>The recovery codes that are left, sealed.</summary>
    public string? Recovery { get; set; }

    /// <summary>When it was made, UTC.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>When it was closed, UTC; null while it is in use.</summary>
    public Instant? DisabledAt { get; set; }
}

/// <summary>A passkey of an account.</summary>
/// <param name="Credential">SHA-256 of the credential's id, in hexadecimal digits.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Data">JSON: id, public key, counter, flags.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
public sealed record AccountPasskey(string Credential, string Account, string? Name, string Data, Instant CreatedAt);
