using FreightRecovery.Domain;
using FreightRecovery.Domain.Disruptions;
using FreightRecovery.Web.Api.Bodies;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.Disruptions;

/// <summary>One cause that hits many shipments, as declared.</summary>
public sealed record DisruptionBody(
    IncidentKind? Kind, ForceMajeureCause? ForceMajeureCause, string? Description, Instant? OccurredAt, MatchBody? Match) : IBody<DisruptionFacts>
{
    /// <inheritdoc/>
    public DisruptionFacts? Read(Faults faults)
    {
        var kind = faults.Value(Kind, "/kind");
        if (Kind is IncidentKind.ForceMajeure && ForceMajeureCause is null)
            faults.Add("/forceMajeureCause", "Say what stood behind it: weather, war, strike, accident, portClosure or authority.");
        if (Kind is not (null or IncidentKind.ForceMajeure) && ForceMajeureCause is not null)
            faults.Add("/forceMajeureCause", "Only a disruption of the kind forceMajeure has this member.");
        var facts = new DisruptionFacts
        {
            Kind = kind,
            ForceMajeureCause = ForceMajeureCause,
            Description = faults.Text(Description, "/description"),
            OccurredAt = faults.Has(OccurredAt, "/occurredAt") ? faults.Past(OccurredAt, "/occurredAt")!.Value : default,
            Match = faults.Has(Match, "/match") ? Match.Read(faults, "/match") : new DisruptionMatch(),
        };
        return faults.Any ? null : facts;
    }
}

/// <summary>Which shipments are hit. The two dates are RFC 3339 instants or whole days in UTC.</summary>
public sealed record MatchBody(
    string? Vessel, string? Voyage, string? Flight, string? Port, string? Carrier, string? From, string? To)
{
    internal DisruptionMatch Read(Faults faults, string pointer)
    {
        var match = new DisruptionMatch(
            faults.OptionalLine(Vessel, pointer + "/vessel"),
            faults.OptionalLine(Voyage, pointer + "/voyage", Checks.RefLength),
            faults.OptionalLine(Flight, pointer + "/flight", Checks.RefLength),
            faults.Locode(Port, pointer + "/port"),
            faults.OptionalLine(Carrier, pointer + "/carrier"),
            Day(faults, From, pointer + "/from", end: false),
            Day(faults, To, pointer + "/to", end: true));
        if (!match.NamesSomething)
            faults.Add(pointer, "Name a vessel, voyage, flight, port or carrier: without one, every shipment under way would be hit.");
        if (match.To < match.From)
            faults.Add(pointer + "/to", "This lies before 'from'.");
        return match;
    }

    private static Instant? Day(Faults faults, string? text, string pointer, bool end)
    {
        if (text is null)
            return null;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day })
            return end ? day.PlusDays(1).AtMidnight().InUtc().ToInstant() - Duration.Epsilon : day.AtMidnight().InUtc().ToInstant();
        if (InstantPattern.ExtendedIso.Parse(text) is { Success: true, Value: var instant })
            return instant;
        faults.Add(pointer, "Write a day like 2026-11-21, or an instant in UTC like 2026-11-21T08:00:00Z.");
        return null;
    }
}
