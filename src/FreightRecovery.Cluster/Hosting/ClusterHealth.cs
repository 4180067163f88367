using FreightRecovery.Cluster.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FreightRecovery.Cluster.Hosting;

/// <summary>How the cluster is, as this node sees it.</summary>
internal static class ClusterHealth
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/health/cluster", (ISiloStatusOracle silos, Memory memory) => new ClusterHealthView(
            silos.CurrentStatus.ToString().ToLowerInvariant(), silos.GetApproximateSiloStatuses(onlyActive: true).Count, memory.Streams))
        .AllowAnonymous().WithTags("Health").WithSummary("How this node and the cluster are.");

    /// <summary>Why this node takes no requests; null when it does.</summary>
    public static string? Missing(ISiloStatusOracle silos) => silos.CurrentStatus switch
    {
        SiloStatus.Active => null,
        SiloStatus.ShuttingDown or SiloStatus.Stopping => "This node is leaving the cluster. Ask another one.",
        SiloStatus.Dead => "The cluster has put this node out. Start it again.",
        _ => "This node has not joined the cluster yet. Try again in a moment.",
    };
}

/// <summary>How the cluster is.</summary>
/// <param name="Status">This node's own part in it: <c>active</c> when it takes part.</param>
/// <param name="Nodes">How many nodes are active.</param>
/// <param name="Streams">How many streams this node has in memory.</param>
public sealed record ClusterHealthView(string Status, int Nodes, int Streams);
