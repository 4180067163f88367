namespace FreightRecovery.Web.SampleBook;

/// <summary>How a customer of the sample book behaves over the two years, so that every stage of the slide is there.</summary>
internal enum Temperament
{
    /// <summary>Books more and more.</summary>
    Lively,

    /// <summary>Books evenly.</summary>
    Steady,

    /// <summary>Books less and less, speaks as ever, and says nothing of it.</summary>
    Slowing,

    /// <summary>Made a mild remark of late.</summary>
    Grumbling,

    /// <summary>Complained of late.</summary>
    Complaining,

    /// <summary>Complained in vain, says nothing more, and yet books on because it must.</summary>
    Captive,

    /// <summary>Never complained; neither word nor booking for longer than its own rhythm explains.</summary>
    Quiet,

    /// <summary>Complained in vain, then neither word nor booking.</summary>
    FallenSilent,

    /// <summary>As fallen silent, but so long ago that it is lost.</summary>
    Gone,

    /// <summary>Said that it leaves.</summary>
    Leaving,
}

/// <summary>What a temperament does to the count and the spread of bookings.</summary>
internal static class Temperaments
{
    /// <summary>How many of the ordinary customers have each temperament.</summary>
    public static readonly (Temperament Temperament, int Customers)[] Mix =
    [
        (Temperament.Lively, 80), (Temperament.Steady, 72), (Temperament.Slowing, 22), (Temperament.Grumbling, 2),
        (Temperament.Complaining, 2), (Temperament.Captive, 3), (Temperament.Quiet, 4), (Temperament.FallenSilent, 3),
        (Temperament.Gone, 4), (Temperament.Leaving, 2),
    ];

    /// <summary>A fixed number of bookings for those who stopped; null for those who share out the rest of the book.</summary>
    public static int? Bookings(this Temperament temperament, Draw draw) => temperament switch
    {
        Temperament.Quiet or Temperament.FallenSilent => draw.Between(8, 16),
        Temperament.Gone => draw.Between(6, 12),
        Temperament.Leaving => draw.Between(9, 12),
        Temperament.Lively or Temperament.Steady or Temperament.Slowing or Temperament.Grumbling or Temperament.Complaining
            or Temperament.Captive => null,
    };

    /// <summary>The part of the rest of the book that it gets, against others.</summary>
    public static int Weight(this Temperament temperament) => temperament switch
    {
        Temperament.Lively => 10,
        Temperament.Steady or Temperament.Grumbling or Temperament.Complaining or Temperament.Captive => 4,
        Temperament.Slowing => 3,
        Temperament.Quiet or Temperament.FallenSilent or Temperament.Gone or Temperament.Leaving => 0,
    };

    /// <summary>
    /// The share of the two years after which nothing more is booked. For those who stopped it hangs on how often they
    /// booked: the oftener, the sooner silence tells. Chosen so that a BG/NBD model, fitted on this book or with the
    /// published parameters, gives most of the silent 5 to 30 % and those who are gone less than 5 %.
    /// </summary>
    public static double ActiveShare(this Temperament temperament, int bookings, Draw draw) => temperament switch
    {
        Temperament.Quiet or Temperament.FallenSilent => 0.62 + 0.0175 * (bookings - 8) + 0.03 * draw.Unit(),
        Temperament.Gone => 0.25 + 0.15 * draw.Unit(),
        Temperament.Leaving => 0.93,
        Temperament.Lively or Temperament.Steady or Temperament.Slowing or Temperament.Grumbling or Temperament.Complaining
            or Temperament.Captive => 1,
    };

    /// <summary>Bends an even spread of bookings over time: denser towards the end, or thinner.</summary>
    public static double Bend(this Temperament temperament, double share) => temperament switch
    {
        Temperament.Lively => Math.Sqrt(share),
        Temperament.Slowing => (1 + share - Math.Sqrt(1 - share)) / 2,
        Temperament.Steady or Temperament.Grumbling or Temperament.Complaining or Temperament.Captive or Temperament.Quiet
            or Temperament.FallenSilent or Temperament.Gone or Temperament.Leaving => share,
    };
}
