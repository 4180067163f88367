using System.Collections.Immutable;
using System.Diagnostics;
using NodaTime;

namespace FreightRecovery.Domain.Customers;

/// <summary>
/// A customer's standing as a function of its signals and the day. Nothing is remembered between two calls, so signals
/// may come in late, twice and in any order: the same set at the same instant gives the same view.
/// </summary>
public static class Relationship
{
    /// <summary>The standing at an instant.</summary>
    /// <param name="signals">The signals as a set; those after <paramref name="now"/> are left out.</param>
    /// <param name="now">The instant of the view, UTC.</param>
    /// <param name="policy">The rules in force, for the past as well.</param>
    /// <param name="facts">What is recorded of the customer, or null when signals came first.</param>
    public static RelationshipView Of(
        ImmutableArray<Signal> signals, Instant now, RelationshipPolicy policy, CustomerFacts? facts)
    {
        var ordered = signals.Ordered();
        return View(SlideAt(ordered, now, policy), ordered, now, policy, facts);
    }

    /// <summary>The standing of a customer's stream at an instant, worked out from what it remembers: the same as from its signals.</summary>
    public static RelationshipView Of(CustomerState customer, Instant now, RelationshipPolicy policy) =>
        customer.Memory.Read(customer.Signals, now, policy, slide => View(slide, customer.Signals, now, policy, customer.Facts));

    private static RelationshipView View(
        Slide slide, ImmutableArray<Signal> ordered, Instant now, RelationshipPolicy policy, CustomerFacts? facts)
    {
        var pAlive = slide.Bookings.PAlive(now, policy.Model);
        var captive = slide is { Stage: Stage.Silence, Quiet: false, BookingsInSilence: > 0 } && pAlive >= policy.QuietBelow;
        var risk = RelationshipRisk.Of(slide, captive, now);
        var view = new RelationshipView
        {
            Stage = slide.Stage,
            Since = slide.Since,
            Recovered = slide.Recovered,
            WonBack = slide.WonBack,
            Quiet = slide.Quiet,
            Captive = captive,
            HorizonDays = slide.HorizonDays,
            PAlive = pAlive,
            Risk = risk,
            BaseRisk = RelationshipRisk.Base(slide, now),
            ValueAtStake = facts is null ? null : AtStake(risk, facts.ExpectedAnnualMargin),
            History = [.. slide.Tell()],
            NextChangeAt = NextChange(slide, ordered, now),
        };
        return view with { Reasons = RelationshipReasons.Of(slide, view, facts, now) };
    }

    /// <summary>The slide after every signal and every move of time up to an instant. The signals are in their order.</summary>
    internal static Slide SlideAt(ImmutableArray<Signal> ordered, Instant now, RelationshipPolicy policy)
    {
        var slide = new Slide(policy);
        foreach (var signal in ordered)
        {
            if (signal.At > now)
                break;
            slide.Take(signal);
        }
        slide.AdvanceTo(now);
        return slide;
    }

    /// <summary>A customer that brings a loss puts nothing at stake.</summary>
    private static Money AtStake(double risk, Money margin) =>
        margin.Amount <= 0 ? Money.Zero(margin.Currency) : margin.Share((decimal)risk);

    private static Instant? NextChange(Slide slide, ImmutableArray<Signal> ordered, Instant now)
    {
        var next = slide.NextMove?.At;
        if (NextReview(slide, now) is { } review && !(next <= review))
            next = review;
        if (FirstAfter(ordered, now) is { } ahead && !(next <= ahead))
            next = ahead;
        return next;
    }

    private static Instant? NextReview(Slide slide, Instant now)
    {
        switch (slide.Stage)
        {
            case Stage.Content or Stage.Lost:
                return null;
            case Stage.Grumble or Stage.Complaint or Stage.Silence:
                var since = slide.Since ?? now;
                var every = slide.Policy.ReviewEvery;
                return since + every * ((long)((now - since) / every) + 1);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>A signal dated ahead of the clock takes effect when its time comes.</summary>
    private static Instant? FirstAfter(ImmutableArray<Signal> ordered, Instant now)
    {
        for (var i = ordered.Length - 1; i >= 0; i--)
        {
            if (ordered[i].At <= now)
                return i + 1 < ordered.Length ? ordered[i + 1].At : null;
        }
        return ordered.IsEmpty ? null : ordered[0].At;
    }
}
