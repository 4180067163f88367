namespace FreightRecovery.Web.Intake.Inboxes;

/// <summary>How the inbox is looked at.</summary>
internal sealed record InboxSettings(string Directory)
{
    /// <summary>A file is whole when its size and time have not changed for so long.</summary>
    public TimeSpan StillFor { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The pause between two looks when nothing is told of a change; shares on a network tell nothing.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a file is tried over which this program itself fails.</summary>
    public int MostTries { get; init; } = 3;

    /// <summary>The largest message of a feed, in bytes, as over HTTP.</summary>
    public long LargestMessage { get; init; } = 1 << 20;
}
