namespace FreightRecovery.Domain.Incidents;

/// <summary>The trade's words for the values, as they stand in a sentence.</summary>
public static class Words
{
    /// <summary>The state of an incident.</summary>
    public static string Of(IncidentStatus status) => status == IncidentStatus.CarriedOut ? "carried out" : Spaced(status.ToString());

    /// <summary>The kind of an incident, such as "cargo rolled".</summary>
    public static string Of(IncidentKind kind) => Spaced(kind.ToString());

    private static string Spaced(string name)
    {
        var words = new System.Text.StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && words.Length > 0)
                words.Append(' ');
            words.Append(char.ToLowerInvariant(c));
        }

        return words.ToString();
    }
}
