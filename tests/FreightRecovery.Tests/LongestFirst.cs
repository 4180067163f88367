using FreightRecovery.Tests;
using FreightRecovery.Tests.Browser;
using FreightRecovery.Tests.Crash;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace FreightRecovery.Tests;

/// <summary>What takes minutes begins first, so that it does not run alone at the end while cores have nothing to do.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [typeof(EveryPage).FullName!, typeof(EachLanguage).FullName!, typeof(CrashTests).FullName!, typeof(KilledImports).FullName!, typeof(ClickedCases).FullName!];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => Array.FindIndex(Long, name => c.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)) is var place and >= 0 ? place : Long.Length)];
}
