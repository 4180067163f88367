using NodaTime;

namespace FreightRecovery.Domain.Claims;

/// <summary>What one SDR was worth on a day.</summary>
/// <param name="On">The day.</param>
/// <param name="Currency">In which currency.</param>
/// <param name="Value">Units of the currency for one SDR.</param>
public sealed record SdrRate(LocalDate On, Currency Currency, decimal Value);
