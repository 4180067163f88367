using System.Globalization;

namespace FreightRecovery.Web.Api.Bodies;

/// <summary>What one SDR was worth on the day of the address.</summary>
/// <param name="Value">Units of the currency for one SDR, a decimal string.</param>
/// <param name="Source">Where it was taken from.</param>
public sealed record SdrBody(string? Value, string? Source) : IBody<SdrWord>
{
    private const decimal Most = 1_000_000_000m;
    private const int Places = 10;

    /// <inheritdoc/>
    public SdrWord? Read(Faults faults)
    {
        var value = 0m;
        if (faults.Has(Value, "/value")
            && (!decimal.TryParse(Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) || value is <= 0m or >= Most || value.Scale > Places))
            faults.Add("/value", $"A value is a decimal string above 0 with at most {Places} places, such as \"1.3612\": units of the currency for one SDR.");
        var source = faults.OptionalLine(Source, "/source");
        return faults.Any ? null : new SdrWord(value, source);
    }
}

/// <summary>A checked value of the SDR.</summary>
public sealed record SdrWord(decimal Value, string? Source);
