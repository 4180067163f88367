using FreightRecovery.Engine;
using FreightRecovery.Tests.Engine;

namespace FreightRecovery.Tests.Gateways;

/// <summary>The embedded host's gateway.</summary>
public sealed class InProcessGatewayTests : GatewaySuite
{
    private protected override ValueTask<ICommandGateway> Open(MemoryStore over, int depth = 1024) =>
        ValueTask.FromResult<ICommandGateway>(new Node(over, depth: depth).Gateway);
}
