using System.CommandLine;
using System.Net;
using FreightRecovery.Store.SqlServer;
using FreightRecovery.Web.Hosting;
using FreightRecovery.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Dashboard;

namespace FreightRecovery.Cluster.Hosting;

/// <summary>The program as a node of a cluster: it serves HTTP like the embedded one, and is a silo.</summary>
internal static class ClusterHost
{
    private const string Database = "Microsoft.Data.SqlClient";

    private static readonly Option<int> SiloPort = Port("--silo-port", "Where the other nodes reach this one.", 11111);

    private static readonly Option<int> GatewayPort = Port("--gateway-port", "Where clients of the cluster reach it; 0 for nowhere.", 0);

    private static readonly Option<string> ClusterId = new("--cluster-id")
    {
        Description = "The cluster's name: nodes of one name on one database belong together.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "freight-recovery",
    };

    private static readonly Option<IPAddress> Address = new("--silo-address")
    {
        Description = "The address of this machine that the other nodes reach.",
        HelpName = "ADDRESS",
        DefaultValueFactory = _ => IPAddress.Loopback,
        CustomParser = given =>
        {
            if (IPAddress.TryParse(given.Tokens[0].Value, out var address))
                return address;
            given.AddError("--silo-address takes an IP address of this machine, such as 10.0.0.11.");
            return IPAddress.None;
        },
    };

    /// <summary>What it adds to <c>serve</c>.</summary>
    public static HostChoice Choice { get; } = new([ClusterId, Address, SiloPort, GatewayPort], Read);

    private static async Task<HostParts> Read(ParseResult words, ServeOptions options, CancellationToken cancel)
    {
        if (options.Connection is not { } connection)
            throw new ArgumentException("Nodes of a cluster share a database: add --store sqlserver --connection '...'.");
        var node = new Node(
            await MembershipTables.Apply(connection, cancel), words.GetRequiredValue(ClusterId), words.GetRequiredValue(Address),
            words.GetValue(SiloPort), words.GetValue(GatewayPort));
        return new HostParts(node.Add, Map);
    }

    private static void Map(WebApplication app)
    {
        ClusterHealth.Map(app);
        app.MapOrleansDashboard(routePrefix: "/cluster").RequireAuthorization(Access.Administration);
    }

    private static Option<int> Port(string name, string what, int usual) => new(name)
    {
        Description = what, HelpName = "PORT", DefaultValueFactory = _ => usual,
    };

    private sealed record Node(string Connection, string ClusterId, IPAddress Address, int SiloPort, int GatewayPort)
    {
        public void Add(WebApplicationBuilder builder)
        {
            // Its warnings are advice for machines of its own.
            builder.Logging.AddFilter("Orleans", LogLevel.Warning).AddFilter("Polly", LogLevel.Warning).AddFilter("Orleans.Runtime.Silo", LogLevel.Error);
            builder.Services.AddSingleton<Readiness>(s => new Readiness(() => ClusterHealth.Missing(s.GetRequiredService<ISiloStatusOracle>())));
            builder.UseOrleans(silo =>
            {
                silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (ClusterId, "freight-recovery"));
                silo.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = (Database, Connection));
                silo.Configure<EndpointOptions>(ends =>
                {
                    (ends.AdvertisedIPAddress, ends.SiloPort, ends.GatewayPort) = (Address, SiloPort, GatewayPort);
                    ends.SiloListeningEndpoint = new IPEndPoint(Address, SiloPort);
                    ends.GatewayListeningEndpoint = GatewayPort == 0 ? null : new IPEndPoint(Address, GatewayPort);
                });
                Silo.AddMembership(silo);
                Silo.AddStreams(silo, new SiloBounds());
                silo.AddDashboard();
            });
        }
    }
}
