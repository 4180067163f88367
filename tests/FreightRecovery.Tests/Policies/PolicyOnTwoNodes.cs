using System.Text;
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

        using (one.Files.Alone())
            Assert.IsType<PolicyPut.Overtaken>(await Put(one, """{"version":3,"lowMark":1}"""));
        Assert.IsType<PolicyPut.Sound>(await Put(one, """{"version":3,"lowMark":1}"""));
        Assert.Equal(1, other.Current.House.Version);
        // Over what it still has in force it does not put another one of the same version.
        Assert.IsType<PolicyPut.Overtaken>(await Put(other, """{"version":3,"mostFollowUps":2}"""));
        await Follower(other).Look(Cancel);
        await Follower(apart).Look(Cancel);

        Assert.Equal((3, 1), (other.Current.House.Version, other.Current.House.LowMark));
        Assert.Equal(1, apart.Current.House.Version);
        Assert.Equal([(3, "ada"), (1, null)], (await PolicyLog.Newest(database, 10, Cancel)).Select(e => (e.Version, e.PutBy)));

        Task<PolicyPut> Put(PolicyInForce policy, string text) => policy.Put(
            Encoding.UTF8.GetBytes(text), new PolicySeen(policy.Current.House.Version, null), "ada", database, server.Now, Cancel);

        PolicyFollower Follower(PolicyInForce policy) => new(policy, database, server.Clock, NullLogger<PolicyFollower>.Instance);
    }
}
