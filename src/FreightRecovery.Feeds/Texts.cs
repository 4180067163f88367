using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace FreightRecovery.Feeds;

/// <summary>
/// A short, ordered, immutable list of texts that compares by content, so that two facts that say the same are equal.
/// The default value is the empty list.
/// </summary>
[CollectionBuilder(typeof(Texts), nameof(Of))]
public readonly struct Texts : IReadOnlyList<string>, IEquatable<Texts>
{
    private readonly ImmutableArray<string> _items;

    private Texts(ImmutableArray<string> items) => _items = items;

    private ImmutableArray<string> Items => _items.IsDefault ? [] : _items;

    /// <summary>The list of these texts, in this order.</summary>
    public static Texts Of(params ReadOnlySpan<string> items) => items.IsEmpty ? default : new([.. items]);

    /// <inheritdoc/>
    public int Count => Items.Length;

    /// <inheritdoc/>
    public string this[int index] => Items[index];

    /// <summary>Whether nothing is in it.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>This list with one more text at its end, or itself when the text is there already.</summary>
    public Texts With(string text) => Items.Contains(text) ? this : new(Items.Add(text));

    /// <summary>Enumerates without allocating.</summary>
    public ImmutableArray<string>.Enumerator GetEnumerator() => Items.GetEnumerator();

    IEnumerator<string> IEnumerable<string>.GetEnumerator() => ((IEnumerable<string>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)Items).GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Texts other) => Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Texts other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items) hash.Add(item, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    /// <summary>Equality by content.</summary>
    public static bool operator ==(Texts a, Texts b) => a.Equals(b);

    /// <summary>Inequality by content.</summary>
    public static bool operator !=(Texts a, Texts b) => !a.Equals(b);

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Items);
}
