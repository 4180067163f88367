namespace FreightRecovery.Web.SampleBook;

/// <summary>Ordinary shipments, newest first, from which each is taken at most once: one mishap to a customer.</summary>
internal sealed class Pool(IReadOnlyCollection<SampleShipment> shipments)
{
    private readonly HashSet<string> _hit = [.. shipments.Where(WorkedCases.Is).Select(s => s.Customer.Ref)];

    private readonly List<SampleShipment> _left =
        [.. shipments.Where(s => !WorkedCases.Is(s) && s.Customer.IsContent).OrderByDescending(s => s.BookedAt).ThenBy(s => s.Ref, StringComparer.Ordinal)];

    /// <summary>Takes the newest that fits, of a customer that nothing has befallen; the book is large enough that one always does.</summary>
    public SampleShipment Take(Predicate<SampleShipment> fits)
    {
        var index = _left.FindIndex(s => !_hit.Contains(s.Customer.Ref) && fits(s));
        var taken = _left[index];
        _hit.Add(taken.Customer.Ref);
        _left.RemoveAt(index);
        return taken;
    }

    /// <summary>Takes the newest that fits, or nothing: few shipments go by air.</summary>
    public SampleShipment? TryTake(Predicate<SampleShipment> fits) => _left.Any(s => !_hit.Contains(s.Customer.Ref) && fits(s)) ? Take(fits) : null;

    /// <summary>Takes all that fit.</summary>
    public List<SampleShipment> TakeAll(Predicate<SampleShipment> fits)
    {
        var taken = _left.FindAll(fits);
        _left.RemoveAll(fits);
        return taken;
    }
}
