using System.Collections;
using System.Runtime.CompilerServices;

namespace FreightRecovery.Feeds;

/// <summary>
/// A short, ordered, immutable list of texts that compares by content, so that two facts that say the same are equal.
/// The default value is the empty list.
/// </summary>
[CollectionBuilder(typeof(Texts), nameof(Of))]
public readonly struct Texts : IReadOnlyList<string>, IEquatable<Texts>
{
    // Nothing, a text or an array of several: most lists of a fact hold one text, which needs no array then.
    private readonly object? _items;

    private Texts(object? items) => _items = items;

    /// <summary>The list of these texts, in this order.</summary>
    public static Texts Of(params ReadOnlySpan<string> items) => items.Length switch
    {
        0 => default,
        1 => new(items[0]),
        _ => new(items.ToArray()),
    };

    /// <inheritdoc/>
    public int Count => _items is null ? 0 : _items is string[] several ? several.Length : 1;

    /// <inheritdoc/>
    public string this[int index] => _items switch
    {
        string[] several => several[index],
        string one when index == 0 => one,
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    /// <summary>Whether nothing is in it.</summary>
    public bool IsEmpty => _items is null;

    /// <summary>This list with one more text at its end, or itself when the text is there already.</summary>
    public Texts With(string text)
    {
        if (_items is null) return new(text);
        foreach (var item in this)
        {
            if (item == text) return this;
        }

        return new((string[])[.. this, text]);
    }

    /// <summary>Enumerates without allocating.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<string> IEnumerable<string>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Texts other)
    {
        if (Count != other.Count) return false;
        for (var i = 0; i < Count; i++)
        {
            if (this[i] != other[i]) return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Texts other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in this) hash.Add(item, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    /// <summary>Equality by content.</summary>
    public static bool operator ==(Texts a, Texts b) => a.Equals(b);

    /// <summary>Inequality by content.</summary>
    public static bool operator !=(Texts a, Texts b) => !a.Equals(b);

    /// <inheritdoc/>
    public override string ToString() => _items as string ?? string.Join(", ", _items as string[] ?? []);

    /// <summary>Goes through the texts in their order.</summary>
    public struct Enumerator(Texts texts) : IEnumerator<string>
    {
        private readonly Texts _texts = texts;
        private int _index = -1;

        /// <inheritdoc/>
        public readonly string Current => _texts[_index];

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext() => ++_index < _texts.Count;

        /// <inheritdoc/>
        public void Reset() => _index = -1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
