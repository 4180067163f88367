using System.CommandLine;

namespace FreightRecovery.Web.Hosting;

/// <summary>Another way to host the product than the embedded one: further words of <c>serve</c>, and what they bring along.</summary>
/// <param name="Words">The words.</param>
/// <param name="Read">Makes the parts of what was said. What is wrong there is an <see cref="ArgumentException"/> that says what to do.</param>
public sealed record HostChoice(IReadOnlyList<Option> Words, Func<ParseResult, ServeOptions, CancellationToken, Task<HostParts>> Read);

/// <summary>What a host brings along.</summary>
/// <param name="Add">
/// Adds to the program before anything else is added, so that it starts before and stops after all the rest. The gateway that it adds
/// takes the place of the embedded one.
/// </param>
/// <param name="Map">Adds its pages.</param>
public sealed record HostParts(Action<WebApplicationBuilder> Add, Action<WebApplication> Map);
