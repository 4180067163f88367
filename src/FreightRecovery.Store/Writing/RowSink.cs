using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Store.Writing;

/// <summary>Takes the values of a row, one after the other in the order of its table's columns, and then writes it.</summary>
internal abstract class RowSink : IDisposable
{
    /// <summary>A whole number.</summary>
    public abstract RowSink Add(long value);

    /// <summary>A floating-point number, or null.</summary>
    public abstract RowSink Add(double? value);

    /// <summary>A text, or null.</summary>
    public abstract RowSink Add(string? value);

    /// <summary>Bytes.</summary>
    public abstract RowSink Add(byte[] value);

    /// <summary>Null.</summary>
    public abstract RowSink AddNull();

    /// <summary>Ends the row. Answers how many rows that wrote, as far as that is known now.</summary>
    public abstract int Run();

    /// <summary>A whole number, or null.</summary>
    public RowSink Add(long? value) => value is { } number ? Add(number) : AddNull();

    /// <summary>Yes or no.</summary>
    public RowSink Add(bool value) => Add(value ? 1L : 0L);

    /// <summary>An instant, or null.</summary>
    public RowSink Add(Instant? value) => value is { } instant ? Add(instant.ToUnixTimeTicks()) : AddNull();

    /// <summary>A command's id.</summary>
    public virtual RowSink Add(CommandId value) => Add(value.Value.ToByteArray(bigEndian: true));

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
