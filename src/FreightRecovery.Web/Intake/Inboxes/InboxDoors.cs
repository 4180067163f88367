using FreightRecovery.Domain;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using NodaTime;

namespace FreightRecovery.Web.Intake.Inboxes;

/// <summary>Takes one message of a feed in.</summary>
/// <param name="message">The message as it came.</param>
/// <param name="by">Who sent it.</param>
/// <param name="now">The instant at which it is taken in, UTC.</param>
internal delegate Task<FeedAnswer> TakeMessage(ReadOnlyMemory<byte> message, Actor by, Instant now, CancellationToken cancel);

/// <summary>Where the files of an inbox go.</summary>
/// <param name="Database">Where positions of imports and keys of partners are kept.</param>
/// <param name="Importer">Takes rows.</param>
/// <param name="Keys">Whose keys bound what partners may bring.</param>
/// <param name="Feeds">Takes messages, by the format that is the folder's name.</param>
internal sealed record InboxDoors(IDatabase Database, Importer Importer, ApiKeys Keys, IReadOnlyDictionary<string, TakeMessage> Feeds)
{
    /// <summary>The names that a folder may have, in the order in which files go in: what is referred to comes first.</summary>
    public IReadOnlyList<string> Kinds { get; } = [.. ImportKind.All.Select(k => k.Name), .. Feeds.Keys.Order(StringComparer.Ordinal)];

    /// <summary>
    /// The branch that a lane's sender is bound to, null for all; or why its files are not taken. A partner is who has a key of that name
    /// that may bring data; the house's own folders are for whoever may write there.
    /// </summary>
    public async ValueTask<(string? Branch, string? Barred)> Bounds(InboxLane lane, CancellationToken cancel)
    {
        if (lane.Sender is not { } sender)
            return (null, null);
        var keys = (await Keys.Named(sender, cancel)).Where(k => k.Roles.Any(r => r is Roles.Integration or Roles.Admin)).ToList();
        var branches = keys.Select(k => k.Branch).Distinct(StringComparer.Ordinal).ToList();
        return branches switch
        {
            [] => (null, $"There is no key named {sender} with the role integration. Make one: key add --name {sender} --role integration."),
            [var branch] => (branch, null),
            _ => (null, $"The keys named {sender} are for different branches. Leave one of them."),
        };
    }
}
