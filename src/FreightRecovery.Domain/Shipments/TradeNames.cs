namespace FreightRecovery.Domain.Shipments;

/// <summary>Names of vessels, voyages and flights as they can be compared: partners differ in case, spaces and points.</summary>
public static class TradeNames
{
    /// <summary>Capital letters and digits only; null when nothing is left.</summary>
    public static string? Normalise(string? name)
    {
        if (name is null)
            return null;
        var kept = string.Create(name.Count(char.IsLetterOrDigit), name, static (span, source) =>
        {
            var at = 0;
            foreach (var c in source)
                if (char.IsLetterOrDigit(c))
                    span[at++] = char.ToUpperInvariant(c);
        });
        return kept.Length == 0 ? null : kept;
    }
}
