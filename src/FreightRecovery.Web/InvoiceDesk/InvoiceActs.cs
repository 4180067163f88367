using FreightRecovery.Domain;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.IncidentDesk;

namespace FreightRecovery.Web.InvoiceDesk;

/// <summary>What finance does on an invoice's page: the same commands as the API's, out of forms.</summary>
internal static class InvoiceActs
{
    /// <summary>The command of a form; null when there is no such act, or when the faults say what is wrong with the fields.</summary>
    public static LedgerCommand? Read(string act, InvoiceRef invoice, FormFields form, Faults faults)
    {
        return act switch
        {
            "collection" => new LedgerCommand.Collect(invoice),
            "credit" => new LedgerCommand.ConfirmCredit(invoice),
            "override" => Reason() is { } reason ? new LedgerCommand.Override(invoice, reason) : null,
            "write-off" => Reason() is { } reason ? new LedgerCommand.WriteOff(invoice, reason) : null,
            "narrowing" => new NarrowingBody(form.Id("incident"), form.Amount("disputed"), form.Text("consentBy"), form.Text("evidence")).Read(faults) is { } n
                ? new LedgerCommand.NarrowHold(invoice, n.Incident, n.Disputed, n.ConsentBy, n.Evidence)
                : null,
            "replacement" => new ReplacementBody(form.Amount("amount"), form.Id("incident"), form.Text("reference"), form.Text("reason")).Read(faults) is { } r
                ? new LedgerCommand.Reissue(invoice, r.Amount, r.Incident, r.Reference, r.Reason)
                : null,
            _ => null,
        };

        string? Reason() => new ReasonBody(form.Text("reason")).Read(faults)?.Reason;
    }

    /// <summary>Whether there is such an act.</summary>
    public static bool Known(string? act) => act is "collection" or "credit" or "override" or "write-off" or "narrowing" or "replacement";
}
