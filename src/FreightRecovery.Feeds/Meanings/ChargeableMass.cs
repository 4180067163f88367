using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>
/// What freight was charged on and what it comes to by the scale: the greater of the gross mass and the volume's. Where no volume is
/// known, freight that was charged on more than the gross mass tells what the volume was charged as.
/// </summary>
/// <param name="Charged">What it was charged on.</param>
/// <param name="Now">What it comes to; null when it cannot be told without the volume.</param>
internal readonly record struct ChargeableMass(Mass Charged, Mass? Now)
{
    /// <summary>Works both out; null when the booking tells no mass to compare with.</summary>
    /// <param name="booked">What was booked.</param>
    /// <param name="told">The mass on the scale.</param>
    /// <param name="volume">The volume measured with it, in cubic metres; null when not told.</param>
    /// <param name="policy">The mode's rule.</param>
    public static ChargeableMass? Of(ShipmentFacts booked, Mass told, decimal? volume, MassPolicy policy)
    {
        if ((booked.ChargeableMass ?? booked.GrossMass) is not { } least) return null;
        var charged = booked.ChargeableMass ?? Greater(least, booked.Volume is { } cubic ? policy.Volumetric(cubic) : least);
        if ((volume ?? booked.Volume) is { } known) return new(charged, Greater(told, policy.Volumetric(known)));
        if (booked.GrossMass is { } gross) return new(charged, charged > gross ? Greater(told, charged) : told);
        return new(charged, told > charged ? told : null);
    }

    private static Mass Greater(Mass a, Mass b) => a > b ? a : b;
}
