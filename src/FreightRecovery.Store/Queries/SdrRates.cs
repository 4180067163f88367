using System.Globalization;
using Dapper;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Claims;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Store.Queries;

/// <summary>A value of the SDR as somebody entered it.</summary>
/// <param name="On">The day.</param>
/// <param name="Currency">In which currency.</param>
/// <param name="Version">1 for the first word on that day; the highest one counts.</param>
/// <param name="Value">Units of the currency for one SDR.</param>
/// <param name="Source">Where it was taken from.</param>
/// <param name="EnteredAt">When, UTC.</param>
/// <param name="EnteredBy">By whom.</param>
public sealed record EnteredRate(LocalDate On, Currency Currency, int Version, decimal Value, string? Source, Instant EnteredAt, string EnteredBy);

/// <summary>The last row of a page of values: its day as an ISO date, and its version.</summary>
public sealed record RateKey(string On, int Version);

/// <summary>Values of the SDR by day and currency, as people entered them. Nothing is changed: a later word goes over an earlier one.</summary>
public sealed class SdrRates(IDatabase database)
{
    private const string Columns =
        "on_day AS OnDay, currency AS Currency, version AS Version, value AS Value, source AS Source, entered_at AS EnteredAt, entered_by AS EnteredBy";

    // The last word on each day, along the primary key.
    private const string InForce =
        $"""
        SELECT {Columns} FROM sdr_rate r
        WHERE version = (SELECT max(version) FROM sdr_rate WHERE currency = r.currency AND on_day = r.on_day)
        """;

    // Along the primary key, backwards: the newest day first, and on it the last word.
    private const string History =
        $"""
        SELECT {Columns} FROM sdr_rate
        WHERE currency = @currency AND (@day IS NULL OR on_day <= @day AND (on_day < @day OR version < @version))
        ORDER BY on_day DESC, version DESC LIMIT @limit
        """;

    private const string Last =
        $"SELECT {Columns} FROM sdr_rate WHERE currency = @currency AND on_day = @day ORDER BY version DESC LIMIT 1";

    private const string Add =
        """
        INSERT INTO sdr_rate (currency, on_day, version, value, source, entered_at, entered_by)
        VALUES (@currency, @day, @version, @value, @source, @at, @by)
        """;

    /// <summary>The values in force.</summary>
    public ValueTask<IReadOnlyList<SdrRate>> All(CancellationToken cancel = default) => database.Read<IReadOnlyList<SdrRate>>(
        async connection => [.. (await connection.QueryAsync<Row>(new CommandDefinition(InForce, cancellationToken: cancel)))
            .Select(r => r.Read()).Select(r => new SdrRate(r.On, r.Currency, r.Value))],
        cancel);

    /// <summary>All that was ever entered for a currency, the newest day first.</summary>
    public ValueTask<PageOf<EnteredRate, RateKey>> List(Currency currency, RateKey? after, int limit, CancellationToken cancel = default) => database.Read(
        async connection => Stored.Page(
            (await connection.QueryAsync<Row>(new CommandDefinition(
                database.Words(History), new { currency = currency.Code, day = after?.On, version = after?.Version, limit = limit + 1 }, cancellationToken: cancel)))
            .Select(r => r.Read()),
            limit,
            last => new RateKey(Iso(last.On), last.Version)),
        cancel);

    /// <summary>
    /// Enters a value. The same value and source again change nothing. Null when somebody has entered another one since the
    /// version that the caller has seen.
    /// </summary>
    public ValueTask<EnteredRate?> Enter(
        SdrRate rate, string? source, long? seen, Instant at, string by, CancellationToken cancel = default) => database.Write(
        (connection, transaction) =>
        {
            var last = connection.QuerySingleOrDefault<Row>(database.Words(Last), new { currency = rate.Currency.Code, day = Iso(rate.On) }, transaction)?.Read();
            if (seen is not null && seen != (last?.Version ?? 0))
                return null;
            if (last is not null && last.Value == rate.Value && last.Source == source)
                return last;
            var entered = new EnteredRate(rate.On, rate.Currency, (last?.Version ?? 0) + 1, rate.Value, source, at, by);
            connection.Execute(
                Add,
                new
                {
                    currency = rate.Currency.Code, day = Iso(rate.On), version = entered.Version,
                    value = rate.Value.ToString(CultureInfo.InvariantCulture), source, at = at.ToUnixTimeTicks(), by,
                },
                transaction);
            return entered;
        },
        cancel);

    private static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);

    private sealed record Row(string OnDay, string Currency, long Version, string Value, string? Source, long EnteredAt, string EnteredBy)
    {
        public EnteredRate Read() => new(
            LocalDatePattern.Iso.Parse(OnDay).Value, new Currency(Currency), (int)Version, decimal.Parse(Value, CultureInfo.InvariantCulture), Source,
            Stored.At(EnteredAt), EnteredBy);
    }
}
