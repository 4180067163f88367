using System.Text;
using System.Text.RegularExpressions;

namespace FreightRecovery.Tests.Language;

/// <summary>
/// Reads the string literals of C# source, each as one text with <c>{}</c> for what is put into it: interpolation holes, and what stands between
/// literals that are added together. Literals inside a hole are read as well. Verbatim and raw literals are passed over: no sentence stands in one.
/// </summary>
internal sealed partial class Literals
{
    private readonly string source;
    private readonly List<string> found = [];
    private int at;

    private Literals(string source) => this.source = source;

    /// <summary>The literals of a file.</summary>
    public static IReadOnlyList<string> Of(string source)
    {
        var reader = new Literals(source);
        while (reader.at < source.Length)
            reader.Token();
        return reader.found;
    }

    /// <summary>A text with every place alike, and several with nothing between them as one.</summary>
    public static string Anonymous(string template) => Holes().Replace(template, "{}");

    private bool IsLiteral => Rest.StartsWith("\"") || Rest.StartsWith("$\"");

    private ReadOnlySpan<char> Rest => source.AsSpan(Math.Min(at, source.Length));

    // One token, of which only literals, characters, comments and brackets matter.
    private void Token()
    {
        if (Rest.StartsWith("//"))
            at += Rest.IndexOf('\n') is >= 0 and var end ? end : Rest.Length;
        else if (Rest.StartsWith("\"\"\"") || Rest.StartsWith("$\"\"\"") || Rest.StartsWith("$$\"\"\""))
            Raw();
        else if (Rest.StartsWith("@\""))
            at += 2 + Rest[2..].IndexOf('"') + 1;
        else if (source[at] == '\'')
            at += source[at + 1] == '\\' ? source.IndexOf('\'', at + 3) + 1 - at : 3;
        else if (IsLiteral)
            Sum();
        else
            at++;
    }

    private void Raw()
    {
        at = source.IndexOf('"', at) + 3;
        at = source.IndexOf("\"\"\"", at, StringComparison.Ordinal) + 3;
    }

    // A literal and all that is added to it.
    private void Sum()
    {
        var text = new StringBuilder(One());
        while (Skip('+'))
        {
            if (IsLiteral)
            {
                text.Append(One());
                continue;
            }

            text.Append("{}");
            Until(stops: "+,;:?");
        }

        found.Add(Anonymous(text.ToString()));
    }

    private bool Skip(char sign)
    {
        var next = at;
        while (next < source.Length && char.IsWhiteSpace(source[next]))
            next++;
        if (next >= source.Length || source[next] != sign || source[next + 1] == '=')
            return false;
        at = next + 1;
        while (char.IsWhiteSpace(source[at]))
            at++;
        return true;
    }

    private string One()
    {
        var interpolated = source[at] == '$';
        at += interpolated ? 2 : 1;
        var text = new StringBuilder();
        while (source[at] != '"')
        {
            if (source[at] == '\\')
            {
                text.Append(source[at + 1]);
                at += 2;
            }
            else if (interpolated && source[at] is '{' or '}' && source[at + 1] == source[at])
            {
                text.Append(source[at]);
                at += 2;
            }
            else if (interpolated && source[at] == '{')
            {
                at++;
                Until(stops: "");
                at++;
                text.Append("{}");
            }
            else
            {
                text.Append(source[at++]);
            }
        }

        at++;
        return text.ToString();
    }

    // Over an expression, to the bracket that closes what it stands in or to one of the signs that end it.
    private void Until(string stops)
    {
        for (var depth = 0; at < source.Length;)
        {
            if (depth == 0 && (source[at] is ')' or ']' or '}' || stops.Contains(source[at], StringComparison.Ordinal)))
                return;
            depth += source[at] is '(' or '[' or '{' ? 1 : source[at] is ')' or ']' or '}' ? -1 : 0;
            Token();
        }
    }

    [GeneratedRegex(@"(\{[a-z]*\})+", RegexOptions.ExplicitCapture)]
    private static partial Regex Holes();
}
