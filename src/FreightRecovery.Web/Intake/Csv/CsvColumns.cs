using System.Collections.Frozen;

namespace FreightRecovery.Web.Intake.Csv;

/// <summary>The names that the columns of a kind of row may have, and the columns that a line of names comes to.</summary>
internal sealed class CsvColumns(string kind, CsvForm form)
{
    // Of another word than ours only a near one is proposed.
    private const int NearEnough = 2;

    private readonly FrozenDictionary<string, string> names = HeaderWords.Of(kind, form.Members.Keys);

    /// <summary>True for a name that is known without a map.</summary>
    public bool IsName(string header) => names.ContainsKey(HeaderWords.Plain(ColumnForm.Split(header).Name)) || names.ContainsKey(HeaderWords.Plain(header));

    /// <summary>Reads the line of names. Answers with the columns, and with everything that is wrong with them.</summary>
    public (IReadOnlyList<CsvColumn> Columns, IReadOnlyList<string> Faults) Of(IReadOnlyList<string> headers, ColumnMap map)
    {
        var (columns, faults, seen) = (new List<CsvColumn>(headers.Count), new List<string>(), new Dictionary<string, string>(StringComparer.Ordinal));
        // Tables end in empty columns when somebody once wrote into them.
        var count = headers.Count;
        while (count > 0 && string.IsNullOrWhiteSpace(headers[count - 1]))
            count--;
        foreach (var header in headers.Take(count))
        {
            var (column, fault) = ColumnOf(header, map);
            if (fault is null && column.Member is { } member && !seen.TryAdd(member, header))
                fault = $"The columns '{seen[member]}' and '{header}' are both {member}. Leave one of them out.";
            if (fault is not null)
                faults.Add(fault);
            columns.Add(column);
        }

        if (count == 0)
            faults.Add("The first line names the columns, and this one is empty.");
        return (columns, faults);
    }

    private (CsvColumn Column, string? Fault) ColumnOf(string header, ColumnMap map)
    {
        if (string.IsNullOrWhiteSpace(header))
            return (new CsvColumn(header, null, null), "The first line names the columns, and one of its names is empty.");
        var (name, brackets) = ColumnForm.Split(header);
        if (map.TryFind(header, out var mapped) || map.TryFind(name, out mapped))
            return mapped is null ? (new CsvColumn(header, null, null), null)
                : form.Members.ContainsKey(mapped) ? WithForm(header, mapped, brackets)
                : (new CsvColumn(header, null, null), $"The map says that '{header}' is {mapped}, and there is no such member. {Proposal(mapped)}");
        if (form.Members.ContainsKey(header))
            return (new CsvColumn(header, header, null), null);
        return names.TryGetValue(HeaderWords.Plain(name), out var member) ? WithForm(header, member, brackets)
            : names.TryGetValue(HeaderWords.Plain(header), out member) ? (new CsvColumn(header, member, null), null)
            : (new CsvColumn(header, null, null), $"'{header}' is no column of {kind}. {Proposal(header)}");
    }

    private (CsvColumn Column, string? Fault) WithForm(string header, string member, string? brackets)
    {
        if (brackets is null)
            return (new CsvColumn(header, member, null), null);
        var (columnForm, fault) = ColumnForm.Of(brackets, form.Members[member]);
        return (new CsvColumn(header, member, columnForm), fault is null ? null : $"'{header}': {fault}");
    }

    private string Proposal(string header)
    {
        var plain = HeaderWords.Plain(header);
        var (nearest, distance) = names.Keys.Select(name => (name, Distance(plain, name))).MinBy(n => n.Item2);
        var way = "Rename it, or map it in a file given with --map: to a member, or to null to leave it out.";
        return distance <= Math.Max(NearEnough, plain.Length / 3)
            ? $"Is it {names[nearest]}? {way}"
            : $"There are {string.Join(", ", form.Members.Keys.Order(StringComparer.Ordinal))}. {way}";
    }

    // Levenshtein's: the fewest letters to put in, take out or change.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var before = row[0]++;
            for (var j = 1; j <= b.Length; j++)
                (before, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, before + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }

        return row[b.Length];
    }
}
