using System.Collections.Immutable;

namespace FreightRecovery.Domain.Customers;

/// <summary>
/// What was last worked out of a customer's signals, so that one more costs what it adds and not what all of them cost. It goes along
/// with the states that follow from each other, is part of none of them, is not stored, and changes no answer: without it everything
/// is worked out anew from the signals.
/// </summary>
/// <remarks>
/// Whoever uses it takes it out and puts it back, so nobody sees it half changed; who finds it taken works from the signals. What it holds
/// counts for a list of signals only as far as that list has the very same signals in front.
/// </remarks>
internal sealed class SignalMemory : IEquatable<SignalMemory>
{
    /// <summary>With fewer signals than this it is quicker to look at all of them.</summary>
    public const int Worthwhile = 128;

    private Content? _content;

    /// <summary>True when a signal of this id is among the signals.</summary>
    public bool Knows(ImmutableArray<Signal> signals, Guid id)
    {
        if (signals.Length < Worthwhile)
            return signals.Knows(id);
        var content = Take(signals);
        var known = content.Ids.Contains(id);
        Volatile.Write(ref _content, content);
        return known;
    }

    /// <summary>
    /// Reads the slide after every signal and every move of time up to an instant. It must not be used once this has returned: its incidents
    /// go on with the next signal.
    /// </summary>
    public T Read<T>(ImmutableArray<Signal> ordered, NodaTime.Instant now, RelationshipPolicy policy, Func<Slide, T> read)
    {
        if (ordered.Length < Worthwhile)
            return read(Relationship.SlideAt(ordered, now, policy));
        var content = Take(ordered);
        var result = read(content.SlideAt(now, policy));
        Volatile.Write(ref _content, content);
        return result;
    }

    /// <summary>What is remembered of a state makes no difference between it and another one.</summary>
    public bool Equals(SignalMemory? other) => other is not null;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SignalMemory);

    /// <inheritdoc/>
    public override int GetHashCode() => 0;

    private Content Take(ImmutableArray<Signal> signals)
    {
        var content = Interlocked.Exchange(ref _content, null) ?? new Content();
        content.Follow(signals);
        return content;
    }

    private sealed class Content
    {
        private ImmutableArray<Signal> _signals = [];
        private Slide? _slide;
        private int _taken;

        public HashSet<Guid> Ids { get; private set; } = [];

        /// <summary>Goes over to other signals; what stands for those in front that both have is kept.</summary>
        public void Follow(ImmutableArray<Signal> signals)
        {
            if (signals == _signals)
                return;
            var same = 0;
            while (same < _signals.Length && same < signals.Length && ReferenceEquals(signals[same], _signals[same]))
                same++;
            if (same < _signals.Length)
                Ids = new HashSet<Guid>(signals.Length);
            for (var i = same < _signals.Length ? 0 : same; i < signals.Length; i++)
                Ids.Add(signals[i].Id);
            if (same < _taken)
                _slide = null;
            _signals = signals;
        }

        public Slide SlideAt(NodaTime.Instant now, RelationshipPolicy policy)
        {
            var upTo = _signals.Length;
            while (upTo > 0 && _signals[upTo - 1].At > now)
                upTo--;
            if (_slide is null || _taken > upTo || !ReferenceEquals(_slide.Policy, policy))
                (_slide, _taken) = (new Slide(policy), 0);
            while (_taken < upTo)
                _slide.Take(_signals[_taken++]);
            _slide.Tell();
            var slide = _slide.Copy();
            slide.AdvanceTo(now);
            return slide;
        }
    }
}
