using FreightRecovery.Engine;
using FreightRecovery.Store.SqlServer;

namespace FreightRecovery.Tests.Store;

/// <summary>The store suite on SQL Server, and what only a server can do.</summary>
[Collection(nameof(OnSqlServer))]
public sealed class SqlServerStoreTests : StoreSuite
{
    private string directory = "";
    private SqlServerStore? store;

    protected override async ValueTask<IStore> Open()
    {
        var connection = await SqlServerDatabase.Empty();
        directory = Directory.CreateTempSubdirectory("freight-store-").FullName;
        return store = await SqlServerStore.Open(connection, directory, TestContext.Current.CancellationToken);
    }

    protected override async ValueTask Close()
    {
        if (store is null)
            return;
        await store.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }
}
