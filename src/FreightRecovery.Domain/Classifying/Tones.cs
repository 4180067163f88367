using FreightRecovery.Domain.Incidents;

namespace FreightRecovery.Domain.Classifying;

/// <summary>What a report's words, wish and channel tell of the person behind it. The stronger sign goes first.</summary>
internal static class Tones
{
    public static Judged<Cause> Cause(KindPolicy kind, IncidentKind what, Hearing words)
    {
        foreach (var (tone, cause) in new[]
                 {
                     (Tone.Honesty, Domain.Cause.Honesty), (Tone.Accident, Domain.Cause.Accident), (Tone.Price, Domain.Cause.Price),
                     (Tone.Quality, Domain.Cause.Quality), (Tone.Service, Domain.Cause.Service),
                 })
        {
            // A word confirms what the kind suggests; only a charge of dishonesty outweighs it.
            if (words.Line(tone) is { } line && (cause == kind.Cause || cause == Domain.Cause.Honesty))
                return new(cause, [line]);
        }

        return new(kind.Cause, [$"It is the usual one of its kind, {Words.Of(what)}."]);
    }

    public static Judged<Behaviour> Behaviour(Channel channel, Hearing words) =>
        words.Line(Tone.Extreme) is { } extreme ? new(Classifying.Behaviour.Extreme, [extreme])
        : words.Line(Tone.Revenge) is { } revenge ? new(Classifying.Behaviour.Extreme, [revenge])
        : words.Line(Tone.Angry) is { } angry ? new(Classifying.Behaviour.Angry, [angry])
        : channel == Channel.SocialMedia ? new(Classifying.Behaviour.PubliclyNegative, ["It came by social media, where others read it."])
        : words.Line(Tone.Public) is { } open ? new(Classifying.Behaviour.PubliclyNegative, [open])
        : new(Classifying.Behaviour.QuietGrumbling, ["Nothing in it is louder."]);

    public static Judged<Purpose> Purpose(IncidentFacts facts, Hearing words) =>
        IsMaterial(facts.Wish) ? new(Classifying.Purpose.Demand, [Wished(facts)])
        : words.Line(Tone.Demand) is { } demand ? new(Classifying.Purpose.Demand, [demand])
        : words.Line(Tone.Accusation) is { } accusation ? new(Classifying.Purpose.Accusation, [accusation])
        : words.Line(Tone.Criticism) is { } criticism ? new(Classifying.Purpose.Criticism, [criticism])
        : words.Line(Tone.Suggestion) is { } suggestion ? new(Classifying.Purpose.Suggestion, [suggestion])
        : facts.Channel == Channel.Feed ? new(Classifying.Purpose.Suggestion, ["A feed told it; nobody has complained."])
        : new(Classifying.Purpose.Criticism, ["Something went wrong and was reported; no word says more."]);

    public static Judged<Seeks> Seeks(IncidentFacts facts, Hearing words) =>
        words.Line(Tone.Revenge) is { } revenge ? new(Classifying.Seeks.Revenge, [revenge])
        : IsMaterial(facts.Wish) ? new(Classifying.Seeks.Remedy, [Wished(facts)])
        : words.Line(Tone.Remedy) is { } remedy ? new(Classifying.Seeks.Remedy, [remedy])
        : words.Line(Tone.Demand) is { } demand ? new(Classifying.Seeks.Remedy, [demand])
        : facts.Wish is Wish.Apology or Wish.Information ? new(Classifying.Seeks.Respect, [Wished(facts)])
        : words.Line(Tone.Respect) is { } respect ? new(Classifying.Seeks.Respect, [respect])
        : words.Line(Tone.Recognition) is { } recognition ? new(Classifying.Seeks.Recognition, [recognition])
        : words.Line(Tone.Public) is { } open ? new(Classifying.Seeks.ToBeSeen, [open])
        : facts.Channel == Channel.SocialMedia ? new(Classifying.Seeks.ToBeSeen, ["It came by social media, where others read it."])
        : words.Line(Tone.Vent) is { } vent ? new(Classifying.Seeks.Vent, [vent])
        : words.Line(Tone.Angry) is { } angry ? new(Classifying.Seeks.Vent, [angry])
        : new(Classifying.Seeks.Remedy, ["Most want it put right; no word says otherwise."]);

    private static bool IsMaterial(Wish? wish) => wish is not (null or Wish.Apology or Wish.Information);

    private static string Wished(IncidentFacts facts) => $"The customer wants {facts.Wish!.Value.ToString().ToLowerInvariant()}.";
}
