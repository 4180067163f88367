using FreightRecovery.Domain;

namespace FreightRecovery.Web.SampleBook;

/// <summary>What a shipment holds and what the freight is reckoned on.</summary>
/// <param name="Packages">How many pieces.</param>
/// <param name="Gross">Gross mass in kilograms.</param>
/// <param name="Chargeable">The mass that the freight is charged on, in kilograms.</param>
/// <param name="CubicMetres">Volume.</param>
/// <param name="Containers">Full containers; none for loose cargo.</param>
/// <param name="Units">What the lane's rate is multiplied with.</param>
internal sealed record Cargo(int Packages, decimal Gross, decimal Chargeable, decimal CubicMetres, int Containers, decimal Units)
{
    // Kilograms that a cubic metre counts for at least: 1:6 in the air, 1:3 on the road.
    private const decimal AirKilogramsPerCubicMetre = 1_000m / 6m;
    private const decimal RoadKilogramsPerCubicMetre = 1_000m / 3m;

    public static Cargo Of(Draw draw, Lane lane) => lane.Mode switch
    {
        TransportMode.Sea => draw.Chance(80) ? FullContainers(draw, draw.Of([1, 1, 1, 2, 2, 3, 4])) : LessThanContainer(draw),
        TransportMode.Rail => FullContainers(draw, draw.Between(1, 2)),
        TransportMode.Air => ByMass(draw, AirKilogramsPerCubicMetre, draw.Between(90, 2_400), rateIsPerKilogram: true),
        TransportMode.Road => ByMass(draw, RoadKilogramsPerCubicMetre, draw.Between(800, 21_000), rateIsPerKilogram: false),
    };

    private static Cargo FullContainers(Draw draw, int containers)
    {
        var gross = containers * draw.Between(60, 220) * 100m;
        return new Cargo(containers * draw.Between(12, 900), gross, gross, containers * draw.Between(28, 66), containers, containers);
    }

    // Sea freight for loose cargo goes by mass or measure: a tonne or a cubic metre, whichever is more, at a twentieth of
    // the container's rate.
    private static Cargo LessThanContainer(Draw draw)
    {
        var cubicMetres = draw.Between(15, 140) / 10m;
        var gross = Math.Round(cubicMetres * draw.Between(180, 620));
        var chargeable = Math.Max(gross, cubicMetres * 1_000m);
        return new Cargo(draw.Between(2, 60), gross, chargeable, cubicMetres, 0, chargeable / 1_000m / 20m);
    }

    private static Cargo ByMass(Draw draw, decimal kilogramsPerCubicMetre, int gross, bool rateIsPerKilogram)
    {
        var cubicMetres = Math.Round(gross / (decimal)draw.Between(130, 420), 1) + 0.1m;
        var chargeable = Math.Max(gross, Math.Ceiling(cubicMetres * kilogramsPerCubicMetre));
        return new Cargo(draw.Between(1, 48), gross, chargeable, cubicMetres, 0, rateIsPerKilogram ? chargeable : 1m);
    }
}

/// <summary>The regime that usually governs a lane. A sample, no legal advice: courts look at more than the lane.</summary>
internal static class Regimes
{
    public static LiabilityRegime Of(Lane lane) => lane.Mode switch
    {
        TransportMode.Air => LiabilityRegime.Montreal,
        TransportMode.Rail => LiabilityRegime.Cim,
        TransportMode.Road when lane.From.Country == "US" => LiabilityRegime.Carmack,
        TransportMode.Road => LiabilityRegime.Cmr,
        TransportMode.Sea when lane.From.Country == "US" || lane.To.Country == "US" => LiabilityRegime.Cogsa,
        TransportMode.Sea when lane.From.Country == "CN" => LiabilityRegime.ChinaMaritime,
        TransportMode.Sea => LiabilityRegime.HagueVisby,
    };
}
