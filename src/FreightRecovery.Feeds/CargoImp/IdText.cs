using System.Globalization;

namespace FreightRecovery.Feeds.CargoImp;

/// <summary>Writes an id piece by piece.</summary>
/// <param name="room">Room for <see cref="Longest"/> characters.</param>
internal ref struct IdText(Span<char> room)
{
    /// <summary>More than the longest id has, whatever a line holds: its parts are of bounded length by the grammar.</summary>
    public const int Longest = 128;

    private readonly Span<char> _room = room;
    private int _length;

    /// <summary>Adds a text.</summary>
    public void Add(string? text)
    {
        text.AsSpan().CopyTo(_room[_length..]);
        _length += text.AsSpan().Length;
    }

    /// <summary>Adds a character.</summary>
    public void Add(char c) => _room[_length++] = c;

    /// <summary>Adds a number.</summary>
    public void Add(int number)
    {
        number.TryFormat(_room[_length..], out var written, provider: CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>Adds a number and what stands behind it.</summary>
    public void Add(int number, char behind)
    {
        Add(number);
        Add(behind);
    }

    /// <summary>The id.</summary>
    public override readonly string ToString() => new(_room[.._length]);
}
