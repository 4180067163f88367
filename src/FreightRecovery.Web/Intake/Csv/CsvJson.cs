using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FreightRecovery.Web.Intake.Csv;

/// <summary>
/// Makes JSON of a file's records. Members are nested by points (<c>expectedAnnualMargin.amount</c>); a list's items are
/// separated by semicolons; an empty field is a member left out. A list of objects has a column for each member, whose
/// items belong together in order.
/// </summary>
internal sealed class CsvJson : IDisposable
{
    private const char ListSeparator = ';';

    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private readonly Utf8JsonWriter json;
    private readonly Node root = new("", "", IsList: false);
    private string[] fields = [];
    private List<RowFault>? faults;

    /// <summary>Works out once where the fields of each record go.</summary>
    public CsvJson(IReadOnlyList<CsvColumn> columns, CsvForm form)
    {
        json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        for (var i = 0; i < columns.Count; i++)
            if (columns[i].Member is { } member)
                Place(i, member, columns[i], form);
    }

    /// <summary>A record as a JSON object, with what is wrong with its values.</summary>
    public (byte[] Json, IReadOnlyList<RowFault> Faults) Write(string[] record)
    {
        (fields, faults) = (record, null);
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        WriteObject(root, item: null, pointer: "");
        json.Flush();
        return (buffer.WrittenSpan.ToArray(), faults ?? []);
    }

    public void Dispose() => json.Dispose();

    // Columns of one object are gathered by the part of their name before the next point, wherever they stand.
    private void Place(int index, string member, CsvColumn column, CsvForm form)
    {
        var node = root;
        var steps = member.Split('.');
        for (var i = 0; i < steps.Length; i++)
        {
            var path = string.Join('.', steps[..(i + 1)]);
            if (node.Children.Find(n => n.Name == steps[i]) is not { } next)
                node.Children.Add(next = new Node(steps[i], path, form.IsList(path)));
            node = next;
        }

        (node.Column, node.Kind, node.Form, node.Words) = (index, form.Members[member], column.Form, form.WordsOf(member));
    }

    private void WriteObject(Node node, int? item, string pointer)
    {
        json.WriteStartObject();
        foreach (var child in node.Children)
            WriteMember(child, item, $"{pointer}/{child.Name}");
        json.WriteEndObject();
    }

    private void WriteMember(Node node, int? item, string pointer)
    {
        if (node.Column >= 0)
        {
            var field = Field(node, item);
            if (field.Length == 0)
                return;
            json.WritePropertyName(node.Name);
            if (node.IsList)
                WriteList(node, field, pointer);
            else
                WriteValue(node, field, pointer);
        }
        else if (node.Children.Exists(HasAny))
        {
            json.WritePropertyName(node.Name);
            if (node.IsList)
                WriteObjects(node, pointer);
            else
                WriteObject(node, item, pointer);
        }
    }

    private void WriteObjects(Node node, string pointer)
    {
        var items = node.Children.Max(MostItems);
        json.WriteStartArray();
        for (var i = 0; i < items; i++)
            WriteObject(node, i, $"{pointer}/{i}");
        json.WriteEndArray();
    }

    private void WriteList(Node node, string field, string pointer)
    {
        json.WriteStartArray();
        var items = field.Split(ListSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        for (var i = 0; i < items.Length; i++)
            WriteValue(node, items[i], $"{pointer}/{i}");
        json.WriteEndArray();
    }

    private void WriteValue(Node node, string field, string pointer)
    {
        var (value, fault) = node.Form?.Read(field) ?? (field, ColumnForm.Unclear(field, node.Kind));
        if (fault is not null)
            (faults ??= []).Add(new RowFault(pointer, fault));
        value ??= field;
        if (node.Words is { } words && words.TryGetValue(HeaderWords.Plain(value), out var own))
            value = own;
        if (node.Kind is MemberKind.Number or MemberKind.Truth && IsBare(value))
            json.WriteRawValue(value);
        else
            json.WriteStringValue(value);
    }

    private string Field(Node node, int? item)
    {
        var field = node.Column < fields.Length ? fields[node.Column] : "";
        return item is not { } i ? field : field.Split(ListSeparator) is var items && i < items.Length ? items[i].Trim() : "";
    }

    private bool HasAny(Node node) => node.Column >= 0 ? Field(node, null).Length > 0 : node.Children.Exists(HasAny);

    private int MostItems(Node node) => node.Column >= 0
        ? Field(node, null) is { Length: > 0 } field ? field.Split(ListSeparator).Length : 0
        : node.Children.Count == 0 ? 0 : node.Children.Max(MostItems);

    // What is not a number or a truth value stays text, and the check of the body says so.
    private static bool IsBare(string field) =>
        field is "true" or "false"
        // A parser of .NET passes over a NUL at the end of a number, and JSON does not.
        || (!field.AsSpan().ContainsAnyExcept("0123456789.-") && decimal.TryParse(field, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
            && field.TrimStart('-') is [>= '0' and <= '9', ..] digits && digits[^1] != '.' && !(digits.Length > 1 && digits[0] == '0' && digits[1] != '.'));

    private sealed record Node(string Name, string Path, bool IsList)
    {
        public List<Node> Children { get; } = [];

        public int Column { get; set; } = -1;

        public MemberKind Kind { get; set; }

        public ColumnForm? Form { get; set; }

        public FrozenDictionary<string, string>? Words { get; set; }
    }
}
