namespace FreightRecovery.Domain;

/// <summary>
/// Marks personal data: who somebody at a customer is, how to reach them, and what was said with them. It is stored encrypted
/// under the customer's own key, and nobody reads it any more once that key is destroyed (DOMAIN.md section 9). Names of our own
/// people, companies and cargo are not marked: the records need them.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalAttribute : Attribute;

/// <summary>What stands in place of a personal text that cannot be read.</summary>
public static class Personal
{
    /// <summary>The customer was forgotten: its key is destroyed.</summary>
    public const string Erased = "[erased]";

    /// <summary>It was read without the keys, by something that does not need it.</summary>
    public const string Sealed = "[sealed]";
}
