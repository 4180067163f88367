using Dapper;
using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Store.Queries;

/// <summary>The last row of a page of the board.</summary>
public sealed record StakeKey(double Value, string Ref);

/// <summary>What of the board is asked for; null members bound nothing.</summary>
/// <param name="MinRisk">Only customers whose risk is at least this, 0 to 1.</param>
public sealed record RelationshipFilter(Stage? Stage, string? AccountManager, string? Branch, double? MinRisk)
{
    /// <summary>Only customers whose name or reference holds this text.</summary>
    public string? Search { get; init; }
}

/// <summary>A customer at risk, as of its last event.</summary>
public sealed record CustomerAtRisk(
    CustomerRef Customer, string Name, string Branch, string SalesRep, string AccountManager, Stage Stage, Instant? Since, bool Recovered,
    bool WonBack, bool Quiet, bool Captive, double HorizonDays, double? PAlive, double Risk, Money? ValueAtStake,
    IReadOnlyList<string> Reasons, Instant AsOf)
{
    internal double SortedBy { get; init; }
}

/// <summary>The board of customers at risk, by value at stake falling.</summary>
public sealed class Relationships(IDatabase database)
{
    private const string Columns =
        """
        ref AS Ref, name AS Name, branch AS Branch, sales_rep AS SalesRep, account_manager AS AccountManager, stage AS Stage,
        since AS Since, recovered AS Recovered, won_back AS WonBack, quiet AS Quiet, captive AS Captive, horizon_days AS HorizonDays,
        p_alive AS PAlive, risk AS Risk, value_at_stake AS ValueAtStake, stake AS Stake, reasons AS Reasons, as_of AS AsOf
        """;

    private const string Rest =
        """
        name IS NOT NULL AND (@stage IS NULL OR stage = @stage) AND risk >= @minRisk
        AND (@salesRep IS NULL AND @ownManager IS NULL OR sales_rep = @salesRep OR account_manager = @ownManager)
        AND (@search IS NULL OR name LIKE @search ESCAPE '!' OR ref LIKE @search ESCAPE '!')
        AND (value_at_stake < @value OR value_at_stake = @value AND ref > @after)
        ORDER BY value_at_stake DESC, ref LIMIT @limit
        """;

    // Each reads along the index of its own order, so the first page costs the same at any number of customers.
    private const string All = $"SELECT {Columns} FROM customer WHERE value_at_stake <= @value AND {Rest}";

    private const string OfBranch =
        $"SELECT {Columns} FROM customer WHERE branch = @branch AND value_at_stake <= @value AND {Rest}";

    private const string OfManager =
        $"""
        SELECT {Columns} FROM customer
        WHERE account_manager = @accountManager AND value_at_stake <= @value AND (@branch IS NULL OR branch = @branch) AND {Rest}
        """;

    /// <summary>A page of the board.</summary>
    public ValueTask<PageOf<CustomerAtRisk, StakeKey>> Board(
        RelationshipFilter filter, Scope scope, StakeKey? after, int limit, CancellationToken cancel = default)
    {
        var manager = filter.AccountManager ?? (scope.SalesRep is null ? scope.AccountManager : null);
        var branch = filter.Branch ?? scope.Branch;
        var sql = manager is not null ? OfManager : branch is not null ? OfBranch : All;
        return database.Read(
            async connection => Stored.Page(
                (await connection.QueryAsync<Row>(new CommandDefinition(
                    database.Words(sql),
                    new
                    {
                        stage = filter.Stage is { } stage ? Names.Of(stage) : null,
                        minRisk = filter.MinRisk ?? 0,
                        search = Stored.Holding(filter.Search),
                        accountManager = manager,
                        branch,
                        salesRep = scope.SalesRep,
                        ownManager = scope.AccountManager,
                        value = after?.Value ?? double.MaxValue,
                        after = after?.Ref ?? "",
                        limit = limit + 1,
                    },
                    cancellationToken: cancel))).Select(r => r.Read()),
                limit,
                last => new StakeKey(last.SortedBy, last.Customer.Value)),
            cancel);
    }

    private sealed record Row(
        string Ref, string Name, string Branch, string SalesRep, string AccountManager, string Stage, long? Since, long Recovered,
        long WonBack, long Quiet, long Captive, double HorizonDays, double? PAlive, double Risk, double ValueAtStake, string? Stake,
        string Reasons, long AsOf)
    {
        public CustomerAtRisk Read() => new(
            new CustomerRef(Ref), Name, Branch, SalesRep, AccountManager, Names.Parse<Stage>(Stage), Stored.At(Since), Recovered != 0,
            WonBack != 0, Quiet != 0, Captive != 0, HorizonDays, PAlive, Risk, Stake is null ? null : Stored.Json<Money>(Stake),
            Stored.Json<List<string>>(Reasons), Stored.At(AsOf))
        {
            SortedBy = ValueAtStake,
        };
    }
}
