using FreightRecovery.Engine;
using FreightRecovery.Tests.Engine;
using FreightRecovery.Tests.Gateways;

namespace FreightRecovery.Cluster.Tests;

/// <summary>The cluster's gateway, through a client and two silos.</summary>
public sealed class OrleansGatewayTests(TwoSilos silos) : GatewaySuite, IClassFixture<TwoSilos>
{
    private protected override async ValueTask<ICommandGateway> Open(MemoryStore over, int depth = 1024) => await silos.Over(over, depth);
}
