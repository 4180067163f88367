using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Intake;

namespace FreightRecovery.Web.Desk;

/// <summary>A message for reading, with the failing place apart from what stands before and after it.</summary>
/// <param name="Before">What stands before it; all of it when no place is known.</param>
/// <param name="Fault">The failing place.</param>
/// <param name="After">What stands after it.</param>
/// <param name="Cut">Whether a long message is shown in part.</param>
public sealed record MarkedText(string Before, string Fault, string After, bool Cut)
{
    private const int Around = 8000;

    internal static MarkedText Of(QuarantinedMessage message)
    {
        var text = QuarantineView.TextOf(message).ReplaceLineEndings("\n");
        var (at, length) = PlaceIn(text, message) ?? (0, 0);
        var (from, to) = (Math.Max(0, at - Around), Math.Min(text.Length, at + length + Around));
        // Never within a character of two halves.
        from += from > 0 && char.IsLowSurrogate(text[from]) ? 1 : 0;
        to -= to < text.Length && char.IsLowSurrogate(text[to]) ? 1 : 0;
        return new MarkedText(text[from..at], text.Substring(at, length), text[(at + length)..to], from > 0 || to < text.Length);
    }

    /// <summary>A reason as a sentence of its own, cut where it grows too long for a list.</summary>
    internal static string Sentence(string reason, int most = int.MaxValue) => reason.Length == 0 ? reason
        : char.ToUpperInvariant(reason[0]) + (reason.Length <= most ? reason[1..] : reason[1..most].TrimEnd() + "…");

    private static (int At, int Length)? PlaceIn(string text, QuarantinedMessage message)
    {
        if (message.At is { } place)
        {
            var at = 0;
            for (var line = 1; line < place.Line && at >= 0; line++)
                at = text.IndexOf('\n', at) + 1 is var next and > 0 ? next : -1;
            at = at < 0 ? text.Length : Math.Min(text.Length, at + place.Column - 1);
            return (at, Math.Min(place.Length, text.Length - at));
        }

        // The event is kept alone: what leads to it within its message leads nowhere in it.
        return message.Pointer.Split('/') switch
        {
            ["", "events", _, .. var steps] => Member(steps),
            ["", [>= '0' and <= '9', ..], .. var steps] => Member(steps),
            _ => null,
        };

        (int, int)? Member(string[] steps) => PointerPlace.Find(text, string.Concat(steps.Select(s => "/" + s)));
    }
}
