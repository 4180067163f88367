using FreightRecovery.Engine;
using FreightRecovery.Engine.Privacy;

namespace FreightRecovery.Store;

/// <summary>A store as a program holds it: the engine's port, the queries' one, and the keys of what is personal.</summary>
public interface IOpenStore : IStore, IDatabase, IAsyncDisposable
{
    /// <summary>The keys of what is personal in it.</summary>
    CustomerKeys Keys { get; }
}
