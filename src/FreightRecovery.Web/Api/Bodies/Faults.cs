using NodaTime;

namespace FreightRecovery.Web.Api.Bodies;

/// <summary>What is wrong with a request's body: JSON pointers (RFC 6901) and messages that say what would do.</summary>
/// <param name="now">The instant of the request, UTC: what has happened lies before it.</param>
public sealed class Faults(Instant now)
{
    private readonly SortedDictionary<string, List<string>> found = new(StringComparer.Ordinal);

    /// <summary>The instant of the request, UTC.</summary>
    public Instant Now { get; } = now;

    /// <summary>True when anything is wrong.</summary>
    public bool Any => found.Count > 0;

    /// <summary>Messages by pointer.</summary>
    public IReadOnlyDictionary<string, string[]> Errors => found.ToDictionary(p => p.Key, p => p.Value.ToArray(), StringComparer.Ordinal);

    /// <summary>Notes what is wrong with a member.</summary>
    public void Add(string pointer, string message)
    {
        if (!found.TryGetValue(pointer, out var messages))
            found[pointer] = messages = [];
        messages.Add(message);
    }

    /// <summary>All of it in one line, as an import reports it.</summary>
    public override string ToString() =>
        string.Join(" ", found.SelectMany(p => p.Value.Select(m => p.Key.Length == 0 ? m : $"{p.Key}: {m}")));
}

/// <summary>A request's body that can be checked and turned into what the domain works with.</summary>
/// <typeparam name="T">Facts or a command.</typeparam>
public interface IBody<out T>
    where T : class
{
    /// <summary>The domain's form of it, or null when anything was found wrong; then the faults say what.</summary>
    T? Read(Faults faults);
}
