using NodaTime;

namespace FreightRecovery.Domain.Claims;

/// <summary>What makes no sense in rules that can be read.</summary>
internal static class LegalCheck
{
    public static void Rows(List<(LegalRule Row, string Pointer)> rows, LegalRules? over, List<PolicyFault> faults)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (row, pointer) in rows)
        {
            if (!ids.Add(row.Id))
                Fault(pointer, "id", $"The id {row.Id} comes twice.");
            if (row.Until < row.From)
                Fault(pointer, "until", "It ends before it begins.");
            if ((row.Period is null) != (row.Start is null))
                Fault(pointer, "start", "A period has a start, and a start has a period.");
            if (row.Period is not null && row.Limit is not null)
                Fault(pointer, "limit", "A row has a period or a limit. Make two rows.");
            Limit(row, pointer);
            Shortened(row, pointer);
        }

        foreach (var (row, pointer) in rows)
            if (rows.Exists(other => !ReferenceEquals(other.Row, row) && Meets(row, other.Row))
                || (over is not null && over.Rows.Any(old => !ids.Contains(old.Id) && Meets(row, old))))
                Fault(pointer, "from", "Another row says the same subject for some of the same days. Give each its own days.");
        return;

        void Fault(string pointer, string member, string message) => faults.Add(new PolicyFault($"{pointer}/{member}", message));

        void Limit(LegalRule row, string pointer)
        {
            var asked = row.Limit?.Form switch
            {
                null or LimitForm.ActualLoss => null,
                LimitForm.HigherOf when row.Limit.PerKg is null || row.Limit.PerPackage is null => "perKg and perPackage",
                LimitForm.PerKg when row.Limit.PerKg is null => "perKg",
                LimitForm.PerPackage when row.Limit.PerPackage is null => "perPackage",
                LimitForm.LeastOf when row.Limit.PerKg is null && row.Limit.Total is null => "perKg or total",
                LimitForm.Freight when row.Limit.Times is null => "times",
                _ => null,
            };
            if (asked is not null)
                Fault(pointer, "limit", $"A limit of this form needs {asked}.");
            if (row.Limit is { Form: not (LimitForm.Freight or LimitForm.ActualLoss), Unit: var unit } && Currency.TryParse(unit) is null)
                Fault(pointer, "limit/unit", "The unit is SDR or three capital letters (ISO 4217).");
        }

        // A tariff may lengthen a statutory minimum and never shorten it.
        void Shortened(LegalRule row, string pointer)
        {
            var day = new LocalDate(2025, 3, 1);
            var old = over?.Rows.FirstOrDefault(r => r.Minimum && (r.Id == row.Id || (r.Regime == row.Regime && Governs(r.Subject, row.Subject))));
            if (old?.Period is { } least && (row.Period is null || row.Period.LastDay(day) < least.LastDay(day)))
                Fault(pointer, "period", $"{old.Cite} gives {least} at least: terms may give more, never less.");
        }
    }

    // A row on one kind of loss goes before the general one on notice.
    private static bool Governs(LegalSubject least, LegalSubject subject) => least == subject
        || (least == LegalSubject.Notice && subject is LegalSubject.NoticeApparent or LegalSubject.NoticeHidden or LegalSubject.NoticeDelay
            or LegalSubject.NoticeLoss or LegalSubject.NoticeOther);

    private static bool Meets(LegalRule a, LegalRule b) =>
        a.Regime == b.Regime && a.Subject == b.Subject && a.Containers == b.Containers && a.SeaLeg == b.SeaLeg
        && !(a.Until < b.From) && !(b.Until < a.From);
}
