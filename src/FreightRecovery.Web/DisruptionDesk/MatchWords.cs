using FreightRecovery.Domain.Disruptions;
using FreightRecovery.Web.Language;

namespace FreightRecovery.Web.DisruptionDesk;

/// <summary>Which shipments a disruption hits, in words.</summary>
internal static class MatchWords
{
    /// <summary>All that is named, one after another.</summary>
    public static string Matched(this Locale locale, DisruptionMatch match)
    {
        (string Key, string? Value)[] all =
        [
            ("disruption.match.vessel", match.Vessel),
            ("disruption.match.voyage", match.Voyage),
            ("disruption.match.flight", match.Flight),
            ("disruption.match.port", match.Port),
            ("disruption.match.carrier", match.Carrier),
            ("disruption.match.from", match.From is { } start ? locale.Stamp(start) : null),
            ("disruption.match.to", match.To is { } end ? locale.Stamp(end) : null),
        ];
        return locale.Listed(all.Where(named => named.Value is not null).Select(named => locale[named.Key, ("value", named.Value)]));
    }
}
