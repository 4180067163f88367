using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Engine;
using FreightRecovery.Store.Queries;
using FreightRecovery.Store.Sqlite;
using FreightRecovery.Web.Hooks;
using FreightRecovery.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace FreightRecovery.Tests.Hooks;

/// <summary>A store with the parts that tell webhooks of its events, driven by hand, and the other side.</summary>
internal sealed class HookHouse : IAsyncDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("freight-hooks-").FullName;
    private readonly TimeProvider patience;
    private readonly Duration overtaken;

    private HookHouse(Receiver receiver, TimeProvider patience, Duration overtaken) =>
        (Receiver, this.patience, this.overtaken) = (receiver, patience, overtaken);

    public Receiver Receiver { get; }

    public TestClock Clock { get; } = new(Instant.FromUtc(2026, 3, 2, 12, 0));

    public Instant Now => Clock.GetCurrentInstant();

    public Policy Policy { get; set; } = Policy.Default;

    public SqliteStore Store { get; private set; } = null!;

    public Webhooks Hooks => new(Store);

    public WebhookQueue Queue => new(Store);

    public HookFollower Follower { get; private set; } = null!;

    public HookSender Sender { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="patience">By what the wait for answers is measured.</param>
    /// <param name="overtaken">How long a position may be committed after a later one.</param>
    public static async Task<HookHouse> Open(TimeProvider? patience = null, Duration overtaken = default)
    {
        var house = new HookHouse(await Receiver.Open(), patience ?? TimeProvider.System, overtaken);
        await house.Start();
        return house;
    }

    /// <summary>What a crash leaves, and the next start.</summary>
    public async Task Restart()
    {
        await Store.DisposeAsync();
        await Start();
    }

    /// <summary>Adds a webhook. Answers with its secret.</summary>
    public async Task<(Guid Id, string Secret)> Add(string path = "/", string? url = null, params string[] events)
    {
        var secret = HookSignature.NewSecret();
        var hook = new Webhook(Guid.CreateVersion7(Now.ToDateTimeOffset()), url ?? Receiver.Url + path, null, events, null, Seal.Close(secret), Now, "ada");
        Assert.True(await Hooks.Add(hook, null, Cancel));
        return (hook.Id, secret);
    }

    /// <summary>Something happens to an incident of its own. Answers with the incident.</summary>
    public async Task<IncidentId> Happen(IncidentEvent? e = null)
    {
        var incident = new IncidentId(Guid.CreateVersion7(Now.ToDateTimeOffset()));
        var (type, payload) = Json.Write(e ?? new IncidentEvent.IncidentWithdrawn("It was none.", Now));
        var append = new Append(StreamId.Of(incident), 0, new CommandId(Guid.CreateVersion7(Now.ToDateTimeOffset())), Now, "ann")
        {
            Events = [new NewEvent(type, payload, new byte[32])],
        };
        Assert.Equal(AppendResult.Stored, await Store.Append(append, Cancel));
        return incident;
    }

    /// <summary>Queues what happened, sends what is due, and waits until that has ended.</summary>
    public async Task Deliver()
    {
        await Follower.Follow(Cancel);
        await await Sender.Begin(Cancel);
    }

    /// <summary>The deliveries of a webhook, the latest first.</summary>
    public async Task<IReadOnlyList<WebhookDelivery>> Deliveries(Guid hook) => (await Queue.Latest(hook, null, 200, Cancel)).Items;

    /// <summary>Runs a statement beside the product.</summary>
    public Task<int> Execute(string sql) => Store.Write(
        (connection, _) =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return command.ExecuteNonQuery();
        },
        Cancel).AsTask();

    public async ValueTask DisposeAsync()
    {
        await Receiver.DisposeAsync();
        await Store.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    private HookSeal Seal => new(DataProtectionProvider.Create(new DirectoryInfo(Path.Combine(directory, "keys"))));

    /// <summary>The sender and the follower of one more program on the same store.</summary>
    public async Task<(HookFollower Follower, HookSender Sender)> Another(bool holdsShare = true)
    {
        var shares = new Shares(Store, Guid.NewGuid().ToString(), TimeProvider.System);
        if (holdsShare)
            await shares.Renew(Cancel);
        return (
            new HookFollower(new EventLog(Store) { Overtaken = overtaken }, Hooks, Queue, Clock),
            new HookSender(
                Hooks, Queue, new HookDoor(privateToo: true, time: patience), Seal, new Notifications(Store), shares, () => Policy, Clock,
                NullLogger<HookSender>.Instance)
            {
                Chance = () => 0.5,
            });
    }

    private async Task Start()
    {
        Store = SqliteStore.Open(directory);
        (Follower, Sender) = await Another();
    }
}
