namespace FreightRecovery.Domain.Incidents;

/// <summary>The trade's words for the values, as they stand in a sentence.</summary>
public static class Words
{
    /// <summary>The state of an incident.</summary>
    public static string Of(IncidentStatus status) => status == IncidentStatus.CarriedOut ? "carried out" : Spaced(status.ToString());

    /// <summary>The kind of an incident, such as "cargo rolled".</summary>
    public static string Of(IncidentKind kind) => Spaced(kind.ToString());

    /// <summary>What was not done in time, as a sentence.</summary>
    public static string Missed(ClockKind clock) => clock switch
    {
        ClockKind.FirstResponse => "The customer was not told within the time for a first response.",
        ClockKind.Acknowledgement => "The customer was not told as soon as it should be for something this bad.",
        ClockKind.Assessment => "It was not found out in time what happened.",
        ClockKind.Offer => "The customer has no offer that it accepted in time.",
        ClockKind.Resolution => "It was not settled in time.",
    };

    /// <summary>What is to be done next, as a sentence.</summary>
    public static string Next(ClockKind clock) => clock switch
    {
        ClockKind.FirstResponse or ClockKind.Acknowledgement => "Tell the customer.",
        ClockKind.Assessment => "Find out what happened.",
        ClockKind.Offer => "Make an offer.",
        ClockKind.Resolution => "Bring it to its end.",
    };

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
