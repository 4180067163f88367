using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Store.Queries;

namespace FreightRecovery.Web.Hosting;

/// <summary>What decisions know of the house's whole book, read anew on the daily round; before the first one nothing is known.</summary>
public sealed class BookFigures(Margins margins)
{
    private TopTenth topTenth = TopTenth.Unknown;
    private Tuple<Policy, TopTenth, Policy>? last;

    /// <summary>Reads them.</summary>
    public async Task Read(CancellationToken cancel) => Volatile.Write(ref topTenth, await margins.TopTenth(cancel));

    /// <summary>The policy with the figures as last read.</summary>
    public Policy Over(Policy policy)
    {
        var (now, known) = (Volatile.Read(ref topTenth), Volatile.Read(ref last));
        if (known is not null && ReferenceEquals(known.Item1, policy) && ReferenceEquals(known.Item2, now))
            return known.Item3;
        var with = policy with { TopTenth = now };
        Volatile.Write(ref last, Tuple.Create(policy, now, with));
        return with;
    }
}
