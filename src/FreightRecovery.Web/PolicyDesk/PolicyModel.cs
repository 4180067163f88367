using System.Globalization;
using FreightRecovery.Domain;
using FreightRecovery.Store.Queries;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.Policies;

namespace FreightRecovery.Web.PolicyDesk;

/// <summary>All that stands on the page of the policy.</summary>
/// <param name="Version">The version that is shown.</param>
/// <param name="InForce">The version in force.</param>
/// <param name="Source">Where the one in force comes from.</param>
/// <param name="Values">The values shown, by the first member of their pointer.</param>
/// <param name="Entries">The versions there were, the newest first.</param>
public sealed record PolicyModel(
    int Version, int InForce, string Source, IReadOnlyList<PolicyPart> Values, IReadOnlyList<PolicyEntry> Entries)
{
    /// <summary>The version that it is compared with; null when it is not.</summary>
    public int? Against { get; init; }

    /// <summary>What it says otherwise than the one it is compared with.</summary>
    public IReadOnlyList<PolicyChange> Differences { get; init; } = [];

    /// <summary>The editor; null for who may not change it, and beside an older version.</summary>
    public PolicyEditor? Editor { get; init; }

    /// <summary>Whether it was just put in force.</summary>
    public bool Done { get; init; }

    /// <summary>A version as a name: its digits, not grouped as those of an amount.</summary>
    internal static string Plain(int version) => version.ToString(CultureInfo.InvariantCulture);

    /// <summary>How the version shown came into force; null where that was not noted.</summary>
    public PolicyEntry? Entry => Entries.FirstOrDefault(e => e.Version == Version);
}

/// <summary>A part of the policy.</summary>
/// <param name="Name">The member that it stands under; empty for what stands under none.</param>
/// <param name="Values">Its values.</param>
public sealed record PolicyPart(string Name, IReadOnlyList<PolicyValue> Values)
{
    /// <summary>The parts of a complete policy, beside what ships.</summary>
    public static IReadOnlyList<PolicyPart> Of(string policy)
    {
        var shipped = PolicyChange.Values(PolicyJson.Write(PolicySet.Default));
        return [.. PolicyChange.Values(policy)
            .Select(v => new PolicyValue(v.Key, v.Value, shipped.GetValueOrDefault(v.Key)))
            .GroupBy(v => v.Pointer.Split('/') is [_, var name, _, ..] ? name : "", (name, values) => new PolicyPart(name, [.. values]))];
    }
}

/// <summary>A value of the policy.</summary>
/// <param name="Pointer">Where it stands.</param>
/// <param name="Value">What it is.</param>
/// <param name="Shipped">What it is as shipped; null where nothing ships there.</param>
public sealed record PolicyValue(string Pointer, string Value, string? Shipped)
{
    /// <summary>Whether the house has set it.</summary>
    public bool IsOwn => Value != Shipped;
}

/// <summary>The policy file as it is changed.</summary>
/// <param name="Text">The text.</param>
/// <param name="Mark">The mark of the file that it is written over.</param>
/// <param name="Writing">Whether it can be put in force from here.</param>
public sealed record PolicyEditor(string Text, string Mark, PolicyWriting Writing)
{
    /// <summary>What a check, or an attempt to put it in force, came to.</summary>
    public PolicyPut? Outcome { get; init; }

    /// <summary>Why the file could not be written.</summary>
    public string? Broken { get; init; }

    /// <summary>What is wrong, each with the line that it is about.</summary>
    public IEnumerable<PolicyFaultLine> Faults => Outcome is PolicyPut.Faulty faulty ? faulty.Faults.Select(f => PolicyFaultLine.Of(f, Text)) : [];
}

/// <summary>A fault beside the line of the text that it is about.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="Line">The line, from 1; null when the text has no place for it.</param>
/// <param name="Source">The line itself.</param>
public sealed record PolicyFaultLine(PolicyFault Fault, int? Line, string Source)
{
    internal static PolicyFaultLine Of(PolicyFault fault, string text)
    {
        // What is missing has no place of its own: the nearest one around it has.
        for (var pointer = fault.Pointer; pointer.StartsWith('/'); pointer = pointer[..pointer.LastIndexOf('/')])
            if (PointerPlace.Find(text, pointer) is var (at, _))
            {
                var line = text.AsSpan(0, at).Count('\n');
                return new PolicyFaultLine(fault, line + 1, text.Split('\n')[line].Trim());
            }

        return new PolicyFaultLine(fault, null, "");
    }
}
