using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Feeds.Meanings;

/// <summary>From when on a fact is worth an incident, and how bad it then is. A house changes these, never the code.</summary>
public sealed record FeedPolicy
{
    /// <summary>The policy that ships with the product.</summary>
    public static FeedPolicy Default { get; } = new();

    /// <summary>A delay against the plan below this is no incident.</summary>
    public Duration DelayWorthTelling { get; init; } = Duration.FromDays(1);

    /// <summary>A delay of this length or more is major.</summary>
    public Duration MajorDelay { get; init; } = Duration.FromDays(3);

    /// <summary>A delay of this length or more is critical.</summary>
    public Duration CriticalDelay { get; init; } = Duration.FromDays(10);

    /// <summary>A delay with a reason, while the plan is not known.</summary>
    public Severity DelayOfUnknownLength { get; init; } = Severity.Minor;

    /// <summary>Cargo left behind.</summary>
    public Severity CargoRolled { get; init; } = Severity.Major;

    /// <summary>A changed order of ports, or an omitted port that is neither origin nor destination.</summary>
    public Severity CarrierNotOnSchedule { get; init; } = Severity.Minor;

    /// <summary>Data missing from a document.</summary>
    public Severity DocumentsDefective { get; init; } = Severity.Minor;

    /// <summary>Customs papers late or lost, a customs hold, a filing refused.</summary>
    public Severity CustomsTrouble { get; init; } = Severity.Major;

    /// <summary>Words in a remark that say that data are missing.</summary>
    public Texts MissingWords { get; init; } = ["missing", "incomplete", "not provided", "not received", "absent", "lacking"];

    /// <summary>Words in a remark that say that a paper is gone for good.</summary>
    public Texts LostWords { get; init; } = ["lost", "mislaid", "cannot be found", "not found"];

    /// <summary>Words in a remark that say that customs are at it.</summary>
    public Texts CustomsWords { get; init; } = ["customs", "duty", "tariff", "declaration"];

    /// <summary>Words in a remark that name a war; SMDG has no code for it.</summary>
    public Texts WarWords { get; init; } = ["war", "hostilities", "attack", "piracy", "blockade", "missile"];

    /// <summary>Words in a remark that name a closed port; SMDG has no code for it.</summary>
    public Texts ClosureWords { get; init; } = ["closed", "closure", "suspended"];

    /// <summary>How bad a delay of this length is.</summary>
    public Severity Delay(Duration? length) => length switch
    {
        null => DelayOfUnknownLength,
        { } known when known >= CriticalDelay => Severity.Critical,
        { } known when known >= MajorDelay => Severity.Major,
        _ => Severity.Minor,
    };

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<PolicyFault> Faults()
    {
        var check = new PolicyCheck()
            .Time(DelayWorthTelling, "/delayWorthTelling")
            .AtLeast(MajorDelay, DelayWorthTelling, "/majorDelay")
            .AtLeast(CriticalDelay, MajorDelay, "/criticalDelay");
        foreach (var (words, at) in ((Texts, string)[])
            [
                (MissingWords, "/missingWords"), (LostWords, "/lostWords"), (CustomsWords, "/customsWords"), (WarWords, "/warWords"),
                (ClosureWords, "/closureWords"),
            ])
            foreach (var word in words)
                check.That(!string.IsNullOrWhiteSpace(word), at, "A word to look for is not empty.");
        return check.Found;
    }
}

/// <summary>Looks for words in a remark.</summary>
internal static class Words
{
    /// <summary>Whether one of the words stands in the text as a word of its own, in any case; no "war" in "warehouse".</summary>
    public static bool Any(string? text, Texts words)
    {
        if (text is null) return false;
        foreach (var word in words)
        {
            for (var at = Find(text, word, 0); at >= 0; at = Find(text, word, at + 1))
            {
                var end = at + word.Length;
                if ((at == 0 || !char.IsLetter(text[at - 1])) && (end == text.Length || !char.IsLetter(text[end]))) return true;
            }
        }

        return false;
    }

    private static int Find(string text, string word, int from) => text.IndexOf(word, from, StringComparison.OrdinalIgnoreCase);
}
