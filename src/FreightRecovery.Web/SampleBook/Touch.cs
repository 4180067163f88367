using System.Collections.Immutable;
using NodaTime;

namespace FreightRecovery.Web.SampleBook;

/// <summary>When a customer and its sales rep speak: around bookings, and now and then between them.</summary>
internal static class Touch
{
    // Shorter than the horizon of any rhythm with such pauses in it: who keeps in touch never falls quiet by its own measure.
    private const int LongestPauseDays = 24;

    /// <summary>The contacts up to the customer's last word, from just before its first booking, oldest first.</summary>
    /// <param name="draw">The source of chance.</param>
    /// <param name="bookings">Its bookings, oldest first.</param>
    /// <param name="lastWord">After this it says nothing more, whatever it books.</param>
    public static ImmutableArray<Instant> Of(Draw draw, IReadOnlyList<Instant> bookings, Instant lastWord)
    {
        var around = bookings
            .SelectMany(at => new[] { at - draw.Days(1, 6), at + draw.Days(2, 12) })
            .Where(at => at <= lastWord && draw.Chance(30))
            .ToArray();
        var touch = ImmutableArray.CreateBuilder<Instant>();
        touch.AddRange(around);
        var present = around.Concat(bookings.Where(at => at <= lastWord)).Order().ToArray();
        foreach (var (from, to) in present.Zip(present.Skip(1).Append(lastWord)))
        {
            for (var at = from; to - at > Duration.FromDays(LongestPauseDays);)
            {
                at += draw.Days(LongestPauseDays * 2 / 3, LongestPauseDays);
                touch.Add(at);
            }
        }

        touch.Sort();
        return touch.ToImmutable();
    }
}
