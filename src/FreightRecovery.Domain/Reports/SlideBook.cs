namespace FreightRecovery.Domain.Reports;

/// <summary>Customers of one stage as they stand now.</summary>
/// <param name="Count">How many.</param>
/// <param name="CameIn">How many of them became known in the period.</param>
/// <param name="CameAfter">How many of them became known after it.</param>
/// <param name="Captive">How many are silent after a complaint and still book.</param>
public sealed record StageTally(Stage Stage, long Count, long CameIn, long CameAfter, long Captive);

/// <summary>Moves along one arrow of the slide.</summary>
/// <param name="In">In the period.</param>
/// <param name="After">After it.</param>
public sealed record FlowTally(Stage From, Stage To, long In, long After);

/// <summary>One stage over a period.</summary>
/// <param name="AtStart">Customers at it when the period began.</param>
/// <param name="AtEnd">Customers at it when the period ended.</param>
/// <param name="Now">Customers at it now.</param>
/// <param name="New">Customers that became known in the period: they begin at content.</param>
/// <param name="Entered">Moves into it in the period.</param>
/// <param name="Left">Moves out of it in the period.</param>
public sealed record StageLine(Stage Stage, long AtStart, long AtEnd, long Now, long New, long Entered, long Left);

/// <summary>
/// The slide of the whole book over a period. Where customers stood is worked out backwards from where they stand now, so what
/// stands at the end is always what stood at the start and what flowed in between.
/// </summary>
public sealed record SlideBook(IReadOnlyList<StageTally> Stages, IReadOnlyList<FlowTally> Flows)
{
    /// <summary>Every stage, from content to lost.</summary>
    public IReadOnlyList<StageLine> Lines() => [.. Enum.GetValues<Stage>().Select(Line)];

    /// <summary>Moves in the period along one arrow.</summary>
    public long Moves(Stage from, Stage to) => Flows.Where(f => f.From == from && f.To == to).Sum(f => f.In);

    private StageLine Line(Stage stage)
    {
        var now = Stages.Where(s => s.Stage == stage).Sum(s => s.Count);
        var begins = stage == Stage.Content;
        var (inNew, afterNew) = begins ? (Stages.Sum(s => s.CameIn), Stages.Sum(s => s.CameAfter)) : (0, 0);
        var (entered, left) = (Flows.Where(f => f.To == stage).ToList(), Flows.Where(f => f.From == stage).ToList());
        var atEnd = now - entered.Sum(f => f.After) + left.Sum(f => f.After) - afterNew;
        return new StageLine(
            stage, atEnd - entered.Sum(f => f.In) + left.Sum(f => f.In) - inNew, atEnd, now, inNew, entered.Sum(f => f.In),
            left.Sum(f => f.In));
    }
}

/// <summary>Customers that moved in a period, from where they stood at its start to where they stood at its end.</summary>
/// <param name="Troubled">Whether they stood at complaint, silence or lost at any time in it.</param>
/// <param name="Margin">Their expected margins of twelve months, as recorded now.</param>
public sealed record OutcomeTally(Stage From, Stage To, bool Troubled, CountedSum Margin)
{
    /// <summary>In trouble, and back at content or grumble.</summary>
    public bool Retained => Troubled && To is (Stage.Content or Stage.Grumble);

    /// <summary>Lost, and not before.</summary>
    public bool Lost => To == Stage.Lost && From != Stage.Lost;
}
