using System.Reflection;
using System.Runtime.CompilerServices;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Disruptions;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;

namespace FreightRecovery.Domain.Tests;

/// <summary>The rules of the house that the compiler does not check.</summary>
public class HouseRules
{
    private static readonly Assembly Domain = typeof(Money).Assembly;

    private static readonly Type[] Unions =
    [
        typeof(IncidentCommand), typeof(IncidentEvent), typeof(LedgerCommand), typeof(LedgerEvent), typeof(CustomerCommand),
        typeof(CustomerEvent), typeof(DisruptionCommand), typeof(DisruptionEvent), typeof(Refusal),
    ];

    [Fact]
    public void The_domain_knows_nothing_but_time_and_the_framework() => Assert.All(
        Domain.GetReferencedAssemblies().Select(a => a.Name!),
        name => Assert.True(name == "NodaTime" || name == "System" || name.StartsWith("System.", StringComparison.Ordinal), name));

    [Fact]
    public void Commands_events_and_refusals_are_closed_unions()
    {
        Assert.All(Unions, union =>
        {
            Assert.True(union.IsAbstract, union.Name);
            // The copy constructor of a record is protected; a record that it could be copied from has to be derived first.
            Assert.All(
                union.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                    .Where(c => c.GetParameters() is not [var only] || only.ParameterType != union),
                c => Assert.True(c.IsPrivate, $"{union.Name} can be derived from outside."));
            var cases = Domain.GetTypes().Where(t => t != union && union.IsAssignableFrom(t)).ToList();
            Assert.NotEmpty(cases);
            Assert.All(cases, c => Assert.True(c.IsSealed && c.DeclaringType == union, $"{c.Name} is no sealed case of {union.Name}."));
        });
    }

    [Fact]
    public void Every_union_of_commands_and_events_is_looked_at_here() => Assert.Equal(
        Unions.Where(u => u != typeof(Refusal)).Order(ByName),
        Domain.GetExportedTypes().Where(t => !t.IsNested && t.IsAbstract && !t.IsSealed
            && (t.Name.EndsWith("Command", StringComparison.Ordinal) || t.Name.EndsWith("Event", StringComparison.Ordinal))).Order(ByName));

    [Fact]
    public void Nothing_public_in_the_domain_can_be_changed_after_it_is_made()
    {
        var settable = Domain.GetExportedTypes()
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(p => p.SetMethod is { IsPublic: true } set
                && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
            .Select(p => $"{p.DeclaringType!.Name}.{p.Name}");
        var fields = Domain.GetExportedTypes().Where(t => !t.IsEnum)
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(f => !f.IsInitOnly && !f.IsLiteral)
            .Select(f => $"{f.DeclaringType!.Name}.{f.Name}");

        Assert.Empty(settable.Concat(fields));
    }

    [Fact]
    public void What_is_stored_holds_no_collection_that_somebody_could_change()
    {
        var kinds = Unions.Where(u => u != typeof(Refusal)).SelectMany(u => u.GetNestedTypes())
            .Concat([typeof(IncidentState), typeof(LedgerState), typeof(CustomerState), typeof(Invoice), typeof(IncidentHold)]);
        Assert.Empty(kinds.SelectMany(t => t.GetProperties())
            .Where(p => p.PropertyType != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(p.PropertyType)
                && p.PropertyType.Namespace != "System.Collections.Immutable")
            .Select(p => $"{p.DeclaringType!.Name}.{p.Name}"));
    }

    private static readonly Comparer<Type> ByName = Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name));
}
