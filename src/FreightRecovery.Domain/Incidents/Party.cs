namespace FreightRecovery.Domain.Incidents;

/// <summary>A party's part in the shipment.</summary>
public enum PartyRole
{
    /// <summary>Who sends the cargo.</summary>
    Shipper,

    /// <summary>Who receives it.</summary>
    Consignee,

    /// <summary>Who is told of its arrival.</summary>
    NotifyParty,

    /// <summary>An agent at either end.</summary>
    Agent,

    /// <summary>Who carries it.</summary>
    Carrier,
}

/// <summary>Somebody whom an incident concerns.</summary>
/// <param name="Role">Its part in the shipment.</param>
/// <param name="Name">Its name.</param>
/// <param name="Reference">Its own reference.</param>
/// <param name="Contact">The person there.</param>
/// <param name="AnswersForCustomer">Whether its word on offers is the customer's; one at the most.</param>
public sealed record Party(PartyRole Role, string Name, string? Reference, string? Contact, bool AnswersForCustomer)
{
    /// <summary>Whether a name is this party's or its contact's; capitals and spaces around it do not matter.</summary>
    public bool Is(string name) => Same(Name, name) || (Contact is not null && Same(Contact, name));

    private static bool Same(string a, string b) => string.Equals(a.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase);
}
