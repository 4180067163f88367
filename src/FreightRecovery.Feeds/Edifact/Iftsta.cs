namespace FreightRecovery.Feeds.Edifact;

/// <summary>
/// Reads international multimodal status reports. The layout is in <see cref="IftstaGrammar"/>; how times without a zone
/// are read in <see cref="EdifactTime"/>. Each status gives a fact, and one more for each thing that its reasons say is
/// wrong with the cargo and for masses that differ. A cancellation gives retracted facts with the ids of what it cancels.
/// </summary>
public static class Iftsta
{
    /// <summary>Reads one file. Messages of another type are put aside.</summary>
    /// <param name="message">The file as it came.</param>
    /// <param name="context">When it came, what the sender's private codes mean, and bounds.</param>
    public static FeedReading Read(ReadOnlyMemory<byte> message, FeedContext context) => EdifactFile.ReadOnly("IFTSTA", message, context);
}

/// <summary>Reads verified gross masses of packed containers (SOLAS VI/2).</summary>
public static class Vermas
{
    /// <summary>Reads one file. Messages of another type are put aside.</summary>
    /// <param name="message">The file as it came.</param>
    /// <param name="context">When it came, the sender's time zones, and bounds.</param>
    public static FeedReading Read(ReadOnlyMemory<byte> message, FeedContext context) => EdifactFile.ReadOnly("VERMAS", message, context);
}
