using Dapper;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Engine;
using FreightRecovery.Store;
using FreightRecovery.Web.Cli;
using FreightRecovery.Web.SampleBook;
using NodaTime;

namespace FreightRecovery.Tests.SampleBook;

/// <summary>A house with the sample book in it, as a newcomer finds it after the first start.</summary>
public class SampleHouse : IAsyncLifetime
{
    public static readonly Instant Now = WrittenBook.Now;

    private readonly string _directory = Directory.CreateTempSubdirectory("sample-house-").FullName;
    private Embedded _embedded = null!;
    private readonly int _seed;

    public SampleHouse(int seed)
    {
        _seed = seed;
        SampleCalendars.Write(_directory);
    }

    public async ValueTask InitializeAsync()
    {
        _embedded = await Embedded.Open(new StorePlace(_directory));
        await Load();
    }

    /// <summary>Loads the book, or what is left of it.</summary>
    public async Task Load() =>
        await SampleLoad.Run(_embedded, Path.Combine(_directory, "book"), _seed, Now, TestContext.Current.CancellationToken);

    /// <summary>How many events are stored.</summary>
    public async Task<long> Events() => await _embedded.Store.Head(TestContext.Current.CancellationToken);

    /// <summary>Every customer's standing now.</summary>
    public async Task<IReadOnlyList<RelationshipView>> Relationships()
    {
        var views = new List<RelationshipView>();
        foreach (var customer in await Rows<string>("SELECT ref FROM customer"))
        {
            var stream = StreamId.Of(new CustomerRef(customer));
            var state = (await _embedded.Commands.Load<CustomerState>(stream, TestContext.Current.CancellationToken)).State;
            views.Add(Relationship.Of(state.Signals, Now, Policy.Default.Relationship, state.Facts));
        }

        return views;
    }

    /// <summary>A number from the database.</summary>
    public async Task<long> Count(string sql, object? parameters = null) =>
        await _embedded.Store.Read(async connection => await connection.ExecuteScalarAsync<long>(sql, parameters));

    /// <summary>Rows from the database.</summary>
    public async Task<IReadOnlyList<T>> Rows<T>(string sql) =>
        await _embedded.Store.Read(async connection => (IReadOnlyList<T>)[.. await connection.QueryAsync<T>(sql)]);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _embedded.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}

/// <summary>The house of the first start, for tests that share it.</summary>
public sealed class FirstHouse() : SampleHouse(7);
