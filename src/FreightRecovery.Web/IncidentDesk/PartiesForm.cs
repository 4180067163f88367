using FreightRecovery.Domain.Incidents;
using FreightRecovery.Web.Api.Bodies;

namespace FreightRecovery.Web.IncidentDesk;

/// <summary>The parties of an incident as a form's rows; a row without a name is none, so that emptying one takes a party out.</summary>
internal sealed record PartiesForm(IReadOnlyList<(int Row, PartyBody Party)> Rows) : IBody<IncidentCommand.RecordParties>
{
    /// <summary>The most rows that a form has.</summary>
    public const int Most = 20;

    /// <summary>Reads the rows of a form.</summary>
    public static PartiesForm Of(FormFields form)
    {
        var answers = form.Text("answers");
        return new([.. Enumerable.Range(0, Most).Select(i => (i, new PartyBody(
                form.Word<PartyRole>($"{i}.role"), form.Text($"{i}.name"), form.Text($"{i}.reference"), form.Text($"{i}.contact"), answers == $"{i}")))
            .Where(r => r.Item2 is { Name: not null } or { Reference: not null } or { Contact: not null })]);
    }

    /// <inheritdoc/>
    public IncidentCommand.RecordParties? Read(Faults faults)
    {
        var parties = Rows.Select(r => r.Party.Read(faults, $"/{r.Row}")).ToList();
        foreach (var (i, (row, party)) in Rows.Index())
            if (Rows.Take(i).Any(r => r.Party.Role == party.Role && r.Party.Name == party.Name))
                faults.Add($"/{row}/name", "This party comes twice.");
        return faults.Any ? null : new IncidentCommand.RecordParties([.. parties]);
    }
}
