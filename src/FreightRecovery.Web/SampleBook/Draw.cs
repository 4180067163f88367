using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Web.SampleBook;

/// <summary>
/// The only source of chance in the sample book. Each part of the book draws from its own, so a change to one part
/// leaves the others as they were; equal seeds give equal draws.
/// </summary>
internal sealed class Draw
{
    private readonly Random _random;
    private readonly Guid _origin;

    public Draw(int seed, string purpose)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{purpose}"));
        _random = new Random(BitConverter.ToInt32(hash));
        _origin = new Guid(hash.AsSpan(16), bigEndian: true);
    }

    /// <summary>A whole number, both ends included.</summary>
    public int Between(int least, int most) => _random.Next(least, most + 1);

    public bool Chance(int percent) => _random.Next(100) < percent;

    public T Of<T>(ImmutableArray<T> choices) => choices[_random.Next(choices.Length)];

    public Duration Hours(int least, int most) => Duration.FromMinutes(Between(least * 60, most * 60));

    public Duration Days(int least, int most) => Hours(least * 24, most * 24);

    /// <summary>A share of a span, to the minute. Only exact arithmetic, so every machine draws the same.</summary>
    public double Unit() => _random.Next(1_000_000) / 1_000_000d;

    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        var shuffled = items.ToArray();
        _random.Shuffle(shuffled);
        return shuffled;
    }

    /// <summary>An identity that depends on the seed, the purpose and the ordinal alone.</summary>
    public Guid Id(string purpose, int ordinal) => DerivedId.Of(_origin, purpose, ordinal);
}
