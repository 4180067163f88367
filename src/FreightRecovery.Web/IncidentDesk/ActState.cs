using FreightRecovery.Web.Language;
using Microsoft.AspNetCore.Mvc;

namespace FreightRecovery.Web.IncidentDesk;

/// <summary>What became of a form: why it was refused, and what was typed, to be shown again beside it.</summary>
/// <param name="Act">Which form it was, as in its address.</param>
/// <param name="Row">Which one of several such forms; empty where there is but one.</param>
/// <param name="Sentence">Why it was refused.</param>
/// <param name="Errors">What is wrong with single fields.</param>
/// <param name="Sent">What was typed.</param>
public sealed record ActState(string Act, string Row, string Sentence, IReadOnlyDictionary<string, string> Errors, IReadOnlyDictionary<string, string> Sent)
{
    private static readonly Dictionary<string, string> Nothing = [];

    internal static ActState Of(string act, IFormCollection form, ProblemDetails problem, Locale locale) =>
        Of(act, form["row"].ToString(), form.ToDictionary(f => f.Key, f => f.Value.ToString()), problem, locale);

    internal static ActState Of(string act, string row, IReadOnlyDictionary<string, string> sent, ProblemDetails problem, Locale locale)
    {
        var errors = problem.Extensions.TryGetValue("errors", out var found) && found is IReadOnlyDictionary<string, string[]> all
            ? all.ToDictionary(e => e.Key.TrimStart('/').Replace('/', '.'), e => locale.Sentence(string.Join(" ", e.Value)).Text)
            : Nothing;
        return new ActState(
            act, row,
            problem.Status == StatusCodes.Status400BadRequest && errors.Count > 0 ? locale["incident.fault.fields"] : problem.Detail ?? problem.Title ?? "",
            errors, sent);
    }

    /// <summary>A form that nobody has sent yet.</summary>
    internal static ActState Fresh(string act, string row = "") => new(act, row, "", Nothing, Nothing);

    /// <summary>Whether it was refused.</summary>
    public bool Refused => Sentence.Length > 0;

    /// <summary>A name for an element of this form alone.</summary>
    public string Id(string name) => Row.Length > 0 ? $"{Act}-{Row}-{name}" : $"{Act}-{name}";

    /// <summary>What was typed in a field.</summary>
    public string? Value(string name) => Sent.GetValueOrDefault(name);

    /// <summary>What is wrong with a field, or null.</summary>
    public string? Error(string name) => Errors.TryGetValue(name, out var error) ? error
        : Errors.FirstOrDefault(e => e.Key.StartsWith(name + ".", StringComparison.Ordinal)).Value;
}
