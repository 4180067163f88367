using System.Collections.Frozen;
using System.Text.Json.Serialization.Metadata;
using FreightRecovery.Domain;
using FreightRecovery.Web.Api.Bodies;

namespace FreightRecovery.Web.Intake;

/// <summary>Which members of a body are lists, numbers or truth values; a CSV file does not say.</summary>
internal sealed class CsvForm
{
    private readonly FrozenSet<string> lists, bare;

    private CsvForm(HashSet<string> lists, HashSet<string> bare) => (this.lists, this.bare) = (lists.ToFrozenSet(), bare.ToFrozenSet());

    /// <summary>True for a list's path, such as <c>containers</c>.</summary>
    public bool IsList(string path) => lists.Contains(path);

    /// <summary>True where JSON has no quotes.</summary>
    public bool IsBare(string path) => bare.Contains(path);

    /// <summary>The form of a body, read from its type.</summary>
    public static CsvForm Of(Type body)
    {
        var (lists, bare) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        Add(body, "");
        return new CsvForm(lists, bare);

        void Add(Type type, string prefix)
        {
            var info = BodyReader.Options.GetTypeInfo(type);
            foreach (var member in info.Properties)
            {
                var path = prefix + member.Name;
                var value = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
                var kind = BodyReader.Options.GetTypeInfo(value);
                if (kind.Kind == JsonTypeInfoKind.Enumerable)
                    lists.Add(path);
                if (value == typeof(bool) || value == typeof(int) || value == typeof(long) || value == typeof(decimal) || value == typeof(Mass))
                    bare.Add(path);
                else if ((kind.ElementType ?? value) is var inner && BodyReader.Options.GetTypeInfo(inner).Kind == JsonTypeInfoKind.Object)
                    Add(inner, path + ".");
            }
        }
    }
}
