using System.Collections.Immutable;

namespace FreightRecovery.Domain.Classifying;

/// <summary>How an incident is classified (DOMAIN 3.3). All of it is policy judgement: a house puts in its own figures and words.</summary>
public sealed record ClassificationPolicy
{
    /// <summary>The severity dimension by severity.</summary>
    public ImmutableDictionary<Domain.Severity, int> OfSeverity { get; init; } = new Dictionary<Domain.Severity, int>
    {
        [Domain.Severity.Minor] = 2, [Domain.Severity.Major] = 3, [Domain.Severity.Critical] = 5,
    }.ToImmutableDictionary();

    /// <summary>How hard it is to put right, by whose fault it is: who is farther away is harder to move.</summary>
    public ImmutableDictionary<Fault, int> OfFault { get; init; } = new Dictionary<Fault, int>
    {
        [Fault.Operations] = 2, [Fault.Sales] = 2, [Fault.Carrier] = 3, [Fault.Agent] = 4, [Fault.Customer] = 3, [Fault.Nobody] = 4,
    }.ToImmutableDictionary();

    /// <summary>How urgent it is, by the channel of the report: some of them are read by others too.</summary>
    public ImmutableDictionary<Channel, int> OfChannel { get; init; } = new Dictionary<Channel, int>
    {
        [Channel.Phone] = 3, [Channel.Email] = 2, [Channel.Form] = 2, [Channel.Portal] = 2, [Channel.FaceToFace] = 3,
        [Channel.SocialMedia] = 4, [Channel.Feed] = 1,
    }.ToImmutableDictionary();

    /// <summary>
    /// By currency: the amounts from which the severity is 2, 3, 4 and 5 at least. In a currency that is not listed the amount
    /// has no say; nothing is converted.
    /// </summary>
    public ImmutableSortedDictionary<string, ImmutableArray<decimal>> AmountSteps { get; init; } =
        ImmutableSortedDictionary.CreateRange(new Dictionary<string, ImmutableArray<decimal>>
        {
            ["CNY"] = [3_500m, 35_000m, 175_000m, 700_000m], ["EUR"] = [500m, 5_000m, 25_000m, 100_000m],
            ["GBP"] = [400m, 4_000m, 20_000m, 80_000m], ["HKD"] = [4_000m, 40_000m, 200_000m, 800_000m],
            ["JPY"] = [75_000m, 750_000m, 3_750_000m, 15_000_000m], ["RUB"] = [45_000m, 450_000m, 2_250_000m, 9_000_000m],
            ["USD"] = [500m, 5_000m, 25_000m, 100_000m],
        });

    /// <summary>The numbers of packages from which the scope is 2, 3, 4 and 5.</summary>
    public ImmutableArray<int> PackageSteps { get; init; } = [2, 20, 100, 500];

    /// <summary>The masses in kilograms from which the scope is 2, 3, 4 and 5.</summary>
    public ImmutableArray<decimal> MassSteps { get; init; } = [500m, 5_000m, 20_000m, 100_000m];

    /// <summary>The numbers of parties from which the scope is 2, 3, 4 and 5.</summary>
    public ImmutableArray<int> PartySteps { get; init; } = [2, 3, 4, 5];

    /// <summary>
    /// Words by language and by what they give away. An asterisk at the end stands for any ending; Chinese words count wherever
    /// they stand. All languages are looked at: who writes to us in English may curse in its own.
    /// </summary>
    public ImmutableSortedDictionary<string, ImmutableDictionary<Tone, ImmutableArray<string>>> Words { get; init; } = ToneWords.Usual;

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<PolicyFault> Faults()
    {
        var check = new PolicyCheck();
        check.Complete(OfSeverity, "/ofSeverity", OneToFive)
            .Complete(OfFault, "/ofFault", OneToFive)
            .Complete(OfChannel, "/ofChannel", OneToFive);
        Rising(PackageSteps.Select(n => (decimal)n), "/packageSteps");
        Rising(MassSteps, "/massSteps");
        Rising(PartySteps.Select(n => (decimal)n), "/partySteps");
        foreach (var (code, steps) in AmountSteps)
        {
            check.That(Currency.TryParse(code) is not null, "/amountSteps/" + code, "A currency is three capital letters (ISO 4217).");
            // A row that could not be read is nothing; that was told already.
            if (!steps.IsDefault)
                Rising(steps, "/amountSteps/" + code);
        }

        foreach (var (language, tones) in Words)
            foreach (var (tone, words) in tones ?? ImmutableDictionary<Tone, ImmutableArray<string>>.Empty)
                check.That(!words.IsDefault && words.All(w => w.Trim('*', ' ').Length > 0 && w == w.ToLowerInvariant()), $"/words/{language}/{Name(tone)}",
                    "A word is not empty, and is written in small letters.");
        return check.Found;

        void OneToFive(int value, string at) => check.Within(value, 1, 5, at);

        void Rising(IEnumerable<decimal> steps, string at)
        {
            var all = steps.ToList();
            check.That(all.Count == 4 && all[0] > 0m && all.Zip(all.Skip(1)).All(p => p.First < p.Second), at,
                "Write four numbers above 0, each above the one before: from where it is 2, 3, 4 and 5.");
        }

        static string Name(Tone tone) => char.ToLowerInvariant(tone.ToString()[0]) + tone.ToString()[1..];
    }
}
