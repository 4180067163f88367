using System.Text.Json;

namespace FreightRecovery.Domain.Claims;

/// <summary>
/// Reads the rules file. A house's own file lies over the one that ships: a row of the same id replaces it, other rows
/// and values of the SDR are added.
/// </summary>
public static class LegalFile
{
    /// <summary>Reads and checks a whole set of rules. The rules are null when anything is wrong; the faults say where and what.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="over">The set that it lies over; null for a set of its own.</param>
    public static (LegalRules? Rules, IReadOnlyList<PolicyFault> Faults) Read(string json, LegalRules? over = null)
    {
        var faults = new List<PolicyFault>();
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            var rules = Read(new LegalNode(document.RootElement, "", faults), over, faults);
            return faults.Count == 0 ? (rules, faults) : (null, faults);
        }
        catch (JsonException e)
        {
            faults.Add(new PolicyFault("", $"This is not valid JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})."));
            return (null, faults);
        }
    }

    private static LegalRules Read(LegalNode file, LegalRules? over, List<PolicyFault> faults)
    {
        file.Members("version", "rules", "sdr");
        var version = file.Int("version", 1, int.MaxValue) ?? 0;
        var rows = new List<(LegalRule Row, string Pointer)>();
        foreach (var node in file.Items("rules", required: over is null))
            if (Rule(node) is { } row)
                rows.Add((row, node.Pointer));
        var rates = new List<SdrRate>();
        foreach (var node in file.Items("sdr", required: false))
            if (Rate(node) is { } rate)
                rates.Add(rate);
        LegalCheck.Rows(rows, over, faults);
        return new LegalRules(
            version,
            [.. (over?.Rows ?? []).Where(old => rows.All(r => r.Row.Id != old.Id)), .. rows.Select(r => r.Row)],
            [.. (over?.Sdr ?? []).Where(old => rates.All(r => (r.On, r.Currency) != (old.On, old.Currency))), .. rates]);
    }

    private static LegalRule? Rule(LegalNode node)
    {
        if (!node.IsObject())
            return null;
        node.Members("id", "regime", "subject", "instrument", "cite", "confidence", "from", "until", "containers", "seaLeg",
            "mandatoryIn", "period", "start", "limit", "minimum", "demandInterrupts", "note");
        var (id, instrument, cite) = (node.Text("id"), node.Text("instrument"), node.Text("cite"));
        var (regime, subject) = (node.Word<LiabilityRegime>("regime"), node.Word<LegalSubject>("subject"));
        var confidence = node.Word<Confidence>("confidence");
        var row = new LegalRule
        {
            Id = id ?? "", Regime = regime ?? default, Subject = subject ?? default, Instrument = instrument ?? "", Cite = cite ?? "",
            Confidence = confidence ?? default, From = node.Date("from"), Until = node.Date("until"), Containers = node.Flag("containers"),
            SeaLeg = node.Flag("seaLeg"), MandatoryIn = node.Text("mandatoryIn", required: false), Period = Period(node.Child("period")),
            Start = node.Word<StartDay>("start", required: false), Limit = Limit(node.Child("limit")), Minimum = node.Flag("minimum") ?? false,
            DemandInterrupts = node.Flag("demandInterrupts") ?? false,
            Note = node.Text("note", required: false),
        };
        return id is null || instrument is null || cite is null || regime is null || subject is null || confidence is null ? null : row;
    }

    private static LegalPeriod? Period(LegalNode? node)
    {
        if (node is null || !node.IsObject())
            return null;
        node.Members("years", "months", "days", "working");
        return new LegalPeriod(
            node.Int("years", 0, 99, false) ?? 0, node.Int("months", 0, 1199, false) ?? 0, node.Int("days", 0, 9999, false) ?? 0,
            node.Flag("working") ?? false);
    }

    private static LimitRule? Limit(LegalNode? node)
    {
        if (node is null || !node.IsObject())
            return null;
        node.Members("form", "unit", "perKg", "perPackage", "total", "times", "capAtFreight", "ofValue", "valuedOn");
        return node.Word<LimitForm>("form") is not { } form
            ? null
            : new LimitRule(form, node.Text("unit", required: form is not (LimitForm.Freight or LimitForm.ActualLoss)) ?? "")
            {
                PerKg = node.Amount("perKg"), PerPackage = node.Amount("perPackage"), Total = node.Amount("total"),
                Times = node.Amount("times"), CapAtFreight = node.Flag("capAtFreight") ?? false, OfValue = node.Flag("ofValue") ?? false,
                ValuedOn = node.Word<ValuationDay>("valuedOn", required: false),
            };
    }

    private static SdrRate? Rate(LegalNode node)
    {
        if (!node.IsObject())
            return null;
        node.Members("on", "currency", "value");
        var (on, value) = (node.Date("on", required: true), node.Amount("value", required: true));
        var code = node.Text("currency");
        var currency = Currency.TryParse(code);
        if (code is not null && currency is null)
            node.Fault("currency", "A currency is three capital letters (ISO 4217).");
        return on is { } day && currency is { } known && value is { } worth ? new SdrRate(day, known, worth) : null;
    }
}
