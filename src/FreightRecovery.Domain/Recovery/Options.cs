using System.Collections.Immutable;

namespace FreightRecovery.Domain.Recovery;

/// <summary>The catalogue.</summary>
public static class Options
{
    /// <summary>Steps.</summary>
    public static ImmutableArray<PlannedStep> Steps(RecoveryOption option, string owner, CommandContext context) =>
        [new(context.Id.Child("step"), option.Terms.Text, owner, context.At)];

    /// <summary>Adjustments.</summary>
    public static ImmutableArray<Adjustment> Adjustments(RecoveryOption option) =>
        [.. option.Parts.Where(p => p.Terms.Percent is not null || p.Terms.Amount is not null)
            .Select(p => new Adjustment(p.Terms.Percent, p.Terms.Amount, p.Terms.Text))];
}
