using System.Collections.Immutable;
using System.Security.Cryptography;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using NodaTime;

namespace FreightRecovery.Engine;

/// <summary>A command of the outbox on its way to its stream.</summary>
/// <param name="Id">Its place in the outbox.</param>
/// <param name="Command">The command's id.</param>
/// <param name="Target">The stream it goes to.</param>
/// <param name="What">The command; null when it cannot be read.</param>
/// <param name="Fault">Why it cannot be read.</param>
/// <param name="At">The instant it was given.</param>
internal sealed record Waiting(long Id, CommandId Command, StreamId Target, object? What, string? Fault, Instant At)
{
    /// <summary>What a row of the outbox holds.</summary>
    public static Waiting Of(OutboxRow row)
    {
        try
        {
            return new Waiting(row.Id, row.Command, row.Target, Json.Read(row.Type, row.Payload), null, row.At);
        }
        catch (System.Text.Json.JsonException e)
        {
            return new Waiting(row.Id, row.Command, row.Target, null, e.Message, row.At);
        }
    }
}

/// <summary>
/// Commands for one stream that can be given as one: a customer's bookings that were learned of at one instant. They are decided
/// once, and stored by one append with one row of the customer. What tells of incidents is given one by one, since an
/// incident may follow from the very stage that the customer has at each of them.
/// </summary>
internal static class Together
{
    /// <summary>So many go as one at the most.</summary>
    private const int Most = 256;

    /// <summary>How many from a place on can go as one; 1 when the first stands alone.</summary>
    public static int Count(IReadOnlyList<Waiting> waiting, int from)
    {
        var count = 1;
        while (count < Most && from + count < waiting.Count && IsBooking(waiting[from]) && IsBooking(waiting[from + count])
            && waiting[from + count].At == waiting[from].At)
            count++;
        return count;
    }

    /// <summary>
    /// Them as one. Its id follows from the ids of all of them, so a second delivery of the same ones meets its own events, and one of
    /// some of them with others is another command: what the customer knows of those it leaves out.
    /// </summary>
    public static (CommandId Id, CustomerCommand.ObserveAll Command) Of(IReadOnlyList<Waiting> waiting, int from, int count)
    {
        var signals = ImmutableArray.CreateBuilder<Signal>(count);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        for (var i = from; i < from + count; i++)
        {
            signals.Add(((CustomerCommand.Observe)waiting[i].What!).Signal);
            waiting[i].Command.Value.TryWriteBytes(bytes, bigEndian: true, out var length);
            hash.AppendData(bytes[..length]);
        }

        hash.GetHashAndReset(bytes);
        return (waiting[from].Command.Next("together/" + Convert.ToHexString(bytes), count), new CustomerCommand.ObserveAll(signals.MoveToImmutable()));
    }

    private static bool IsBooking(Waiting waiting) => waiting.What is CustomerCommand.Observe { Signal.Kind: SignalKind.Booking };
}
