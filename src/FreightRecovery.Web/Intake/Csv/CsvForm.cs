using System.Collections.Frozen;
using System.Text.Json.Serialization.Metadata;
using FreightRecovery.Domain;
using FreightRecovery.Web.Api.Bodies;
using NodaTime;

namespace FreightRecovery.Web.Intake.Csv;

/// <summary>What a member of a body holds, as far as a file of text must know.</summary>
internal enum MemberKind
{
    /// <summary>Text, a reference or the word of an enumeration.</summary>
    Text,

    /// <summary>A number, which has no quotes in JSON.</summary>
    Number,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>The number of an amount, which has quotes in JSON.</summary>
    Amount,

    /// <summary>A day.</summary>
    Day,

    /// <summary>An instant.</summary>
    Moment,
}

/// <summary>Which members a body has, and which of them are lists, numbers, truth values or times; a CSV file does not say.</summary>
internal sealed class CsvForm
{
    private readonly FrozenSet<string> lists;
    private readonly Dictionary<string, FrozenDictionary<string, string>> words;

    private CsvForm(
        HashSet<string> lists, Dictionary<string, MemberKind> members, Dictionary<string, FrozenDictionary<string, string>> words)
    {
        (this.lists, this.words) = (lists.ToFrozenSet(StringComparer.Ordinal), words);
        Members = members.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The members that a column can be, by their paths, such as <c>expectedAnnualMargin.amount</c>.</summary>
    public FrozenDictionary<string, MemberKind> Members { get; }

    /// <summary>True for a list's path, such as <c>containers</c>.</summary>
    public bool IsList(string path) => lists.Contains(path);

    /// <summary>The values that a member may have, by what offices write for them; null where any text will do.</summary>
    public FrozenDictionary<string, string>? WordsOf(string path) => words.GetValueOrDefault(path);

    /// <summary>The form of a body, read from its type.</summary>
    /// <param name="body">The type.</param>
    /// <param name="hasRef">Whether a row has the member <c>ref</c> besides.</param>
    public static CsvForm Of(Type body, bool hasRef)
    {
        var (lists, members) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, MemberKind>(StringComparer.Ordinal));
        var words = new Dictionary<string, FrozenDictionary<string, string>>(StringComparer.Ordinal);
        if (hasRef)
            members.Add("ref", MemberKind.Text);
        Add(body, "");
        return new CsvForm(lists, members, words);

        void Add(Type type, string prefix)
        {
            foreach (var member in BodyReader.Options.GetTypeInfo(type).Properties)
            {
                var path = prefix + member.Name;
                var value = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
                var info = BodyReader.Options.GetTypeInfo(value);
                if (info.Kind == JsonTypeInfoKind.Enumerable)
                    lists.Add(path);
                var inner = info.ElementType ?? value;
                if (inner == typeof(Money))
                {
                    members.Add(path + ".amount", MemberKind.Amount);
                    members.Add(path + ".currency", MemberKind.Text);
                }
                else if (BodyReader.Options.GetTypeInfo(inner).Kind == JsonTypeInfoKind.Object)
                    Add(inner, path + ".");
                else
                {
                    members.Add(path, KindOf(inner));
                    if (inner.IsEnum || inner == typeof(bool))
                        words.Add(path, inner.IsEnum ? ValueWords.Of(inner) : ValueWords.Truth);
                }
            }
        }
    }

    private static MemberKind KindOf(Type value) =>
        value == typeof(int) || value == typeof(long) || value == typeof(decimal) || value == typeof(Mass) ? MemberKind.Number
        : value == typeof(bool) ? MemberKind.Truth
        : value == typeof(LocalDate) ? MemberKind.Day
        : value == typeof(Instant) ? MemberKind.Moment
        : MemberKind.Text;
}
