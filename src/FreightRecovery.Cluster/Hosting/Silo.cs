using FreightRecovery.Cluster.Grains;
using FreightRecovery.Cluster.Wire;
using FreightRecovery.Engine;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Serialization;

namespace FreightRecovery.Cluster.Hosting;

/// <summary>What every silo of the product has in common, whichever way it finds the others.</summary>
public static class Silo
{
    /// <summary>Adds the streams and the gateway to them. The transactor is the program's own.</summary>
    public static void AddStreams(ISiloBuilder silo, SiloBounds bounds)
    {
        AddWire(silo.Services);
        silo.Services.AddSingleton(new Memory(bounds.Streams));
        silo.Services.AddSingleton<ICommandGateway>(s => new GrainGateway(s.GetRequiredService<IGrainFactory>(), bounds.Patience));
        silo.Configure<SiloMessagingOptions>(messaging =>
        {
            messaging.MaxEnqueuedRequestsHardLimit = bounds.Waiting;
            messaging.ResponseTimeout = bounds.Answer;
        });
        silo.Configure<GrainCollectionOptions>(collection =>
        {
            collection.CollectionQuantum = bounds.Idle / 3;
            collection.CollectionAge = bounds.Idle;
        });
    }

    /// <summary>Sees the loss of a silo within seconds.</summary>
    public static void AddMembership(ISiloBuilder silo) => silo.Configure<ClusterMembershipOptions>(membership =>
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(1);
        // It would move between a half and four times that, by how the probes have fared.
        (membership.MinProbeTimeout, membership.MaxProbeTimeout) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        membership.NumMissedProbesLimit = 2;
        // One vote: two nodes must be able to do without one of them, and whom a wrong vote puts out harms nothing.
        membership.NumVotesForDeathDeclaration = 1;
        // A paused silo that was put out finds out by this when it goes on.
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        // Whoever has sent anything within twice the longest probe lives, though a busy machine answers probes late. A killed silo's
        // connections end at once; a paused one is put out after that time.
        membership.EnableConnectionLivenessCheck = true;
    });

    /// <summary>Adds the form in which commands and outcomes travel.</summary>
    public static void AddWire(IServiceCollection services) =>
        services.AddSerializer(serializer => serializer.AddJsonSerializer(WireJson.Carries, WireJson.Options));
}

/// <summary>How much a silo takes on.</summary>
public sealed record SiloBounds
{
    /// <summary>How many streams it remembers; beyond that, each is let go as soon as it has answered.</summary>
    public int Streams { get; init; } = 16_384;

    /// <summary>How many commands may wait for one stream.</summary>
    public int Waiting { get; init; } = 1_024;

    /// <summary>How long a stream is remembered that nobody uses.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long the answer of another silo is waited for.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a command is sent again after a silo was lost.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);
}
