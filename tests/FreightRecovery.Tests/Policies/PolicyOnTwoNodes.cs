using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FreightRecovery.Tests.Policies;

/// <summary>A policy that one node puts in force is taken by the others that share its files.</summary>
public sealed class PolicyOnTwoNodes(Server server) : IClassFixture<Server>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_node_follows_and_one_with_files_of_its_own_keeps_what_it_has()
    {
        var database = server.Services.GetRequiredService<IDatabase>();
        var one = server.Services.GetRequiredService<PolicyInForce>();
        var (other, apart) = (new PolicyInForce(one.Files), new PolicyInForce(one.Files with { DataDirectory = Path.Combine(server.DataDirectory, "apart") }));

        Assert.IsType<PolicyPut.Sound>(await one.Put("""{"version":3,"lowMark":1}"""u8.ToArray(), default, "ada", database, server.Now, Cancel));
        Assert.Equal(1, other.Current.House.Version);
        await Follower(other).Look(Cancel);
        await Follower(apart).Look(Cancel);

        Assert.Equal((3, 1), (other.Current.House.Version, other.Current.House.LowMark));
        Assert.Equal(1, apart.Current.House.Version);
        Assert.Equal([(3, "ada"), (1, null)], (await PolicyLog.Newest(database, 10, Cancel)).Select(e => (e.Version, e.PutBy)));

        PolicyFollower Follower(PolicyInForce policy) => new(policy, database, server.Clock, NullLogger<PolicyFollower>.Instance);
    }
}
