using System.Collections.Immutable;
using NodaTime;

namespace FreightRecovery.Domain.Calendar;

/// <summary>When a branch works. Everything is in the branch's own local time.</summary>
public sealed record BusinessCalendar
{
    /// <summary>Its name, such as that of the branch.</summary>
    public required string Name { get; init; }

    /// <summary>The branches that work by it.</summary>
    public ImmutableArray<string> Branches { get; init; } = [];

    /// <summary>The branch's IANA time zone; null for the customer's own, where nothing is known of the branch.</summary>
    public string? Zone { get; init; }

    /// <summary>Working hours by weekday; a weekday without any is free, so a weekend may be Friday and Saturday.</summary>
    public required WorkingWeek Week { get; init; }

    /// <summary>
    /// The countries (ISO 3166-1 alpha-2) whose public holidays its holidays are, save those that are marked as local: periods of
    /// the law that leave public holidays out then leave out these.
    /// </summary>
    public ImmutableArray<string> Countries { get; init; } = [];

    /// <summary>Days on which nobody works, whatever the weekday.</summary>
    public ImmutableArray<Holiday> Holidays { get; init; } = [];

    /// <summary>The last day for which its holidays are entered; null for one that does not say. Whoever counts past it says so.</summary>
    public LocalDate? HolidaysUntil { get; init; }

    /// <summary>Days with hours of their own: half days, and free days on which work is made up for.</summary>
    public ImmutableArray<WorkingDay> WorkingDays { get; init; } = [];

    /// <summary>What is done with a local time that the clocks skip in spring.</summary>
    public SkippedTime SkippedTime { get; init; } = SkippedTime.EndOfGap;

    /// <summary>What is done with a local time that comes twice in autumn.</summary>
    public AmbiguousTime AmbiguousTime { get; init; } = AmbiguousTime.Earlier;

    /// <summary>The calendar of a branch that has none of its own: Monday to Friday, in the customer's time zone.</summary>
    public static BusinessCalendar Plain { get; } = new() { Name = "Monday to Friday", Week = WorkingWeek.MondayToFriday };

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<PolicyFault> Faults() => CalendarFaults.Of(this);

    /// <summary>What is wrong with it as the calendar of a branch.</summary>
    public IReadOnlyList<PolicyFault> FaultsOfBranch() => new PolicyCheck()
        .Part("", Faults())
        .That(Zone is not null, "/zone", "A branch's calendar names its time zone.")
        .That(!Branches.IsEmpty, "/branches", "Name the branches that work by this calendar.")
        .Found;
}

/// <summary>The working hours of a week. No member means a free day.</summary>
public sealed record WorkingWeek
{
    /// <summary>Nine to half past five with an hour's lunch, Monday to Friday.</summary>
    public static WorkingWeek MondayToFriday { get; } = Office();

    /// <summary>Hours of this weekday.</summary>
    public ImmutableArray<WorkSpan> Monday { get; init; } = [];

    /// <inheritdoc cref="Monday"/>
    public ImmutableArray<WorkSpan> Tuesday { get; init; } = [];

    /// <inheritdoc cref="Monday"/>
    public ImmutableArray<WorkSpan> Wednesday { get; init; } = [];

    /// <inheritdoc cref="Monday"/>
    public ImmutableArray<WorkSpan> Thursday { get; init; } = [];

    /// <inheritdoc cref="Monday"/>
    public ImmutableArray<WorkSpan> Friday { get; init; } = [];

    /// <inheritdoc cref="Monday"/>
    public ImmutableArray<WorkSpan> Saturday { get; init; } = [];

    /// <inheritdoc cref="Monday"/>
    public ImmutableArray<WorkSpan> Sunday { get; init; } = [];

    /// <summary>The hours of a weekday.</summary>
    public ImmutableArray<WorkSpan> On(IsoDayOfWeek day) => day switch
    {
        IsoDayOfWeek.Monday => Monday,
        IsoDayOfWeek.Tuesday => Tuesday,
        IsoDayOfWeek.Wednesday => Wednesday,
        IsoDayOfWeek.Thursday => Thursday,
        IsoDayOfWeek.Friday => Friday,
        IsoDayOfWeek.Saturday => Saturday,
        IsoDayOfWeek.Sunday => Sunday,
        IsoDayOfWeek.None => [],
    };

    private static WorkingWeek Office()
    {
        ImmutableArray<WorkSpan> hours =
            [new(new LocalTime(9, 0), new LocalTime(17, 30)) { Breaks = [new(new LocalTime(12, 0), new LocalTime(13, 0))] }];
        return new() { Monday = hours, Tuesday = hours, Wednesday = hours, Thursday = hours, Friday = hours };
    }
}

/// <summary>Working hours from one time to another of the same day. An end of 23:59 means the end of the day.</summary>
/// <param name="From">The first instant of work, local.</param>
/// <param name="To">The first instant after it, local.</param>
public sealed record WorkSpan(LocalTime From, LocalTime To)
{
    /// <summary>Pauses within it, such as lunch; no time counts in them.</summary>
    public ImmutableArray<Break> Breaks { get; init; } = [];
}

/// <summary>A pause in the working hours.</summary>
/// <param name="From">Its first instant, local.</param>
/// <param name="To">The first instant after it, local.</param>
public sealed record Break(LocalTime From, LocalTime To);

/// <summary>Free days.</summary>
/// <param name="From">The first of them.</param>
/// <param name="Name">What is celebrated.</param>
public sealed record Holiday(LocalDate From, string Name)
{
    /// <summary>The last of them; null when it is one day only.</summary>
    public LocalDate? To { get; init; }

    /// <summary>True for days that are free in a part of the country, or in the house, alone: no period of the law leaves them out.</summary>
    public bool Local { get; init; }
}

/// <summary>A day with hours of its own, or worked like a certain weekday: one of the two.</summary>
/// <param name="On">The day.</param>
/// <param name="Name">Why.</param>
public sealed record WorkingDay(LocalDate On, string Name)
{
    /// <summary>Its hours.</summary>
    public ImmutableArray<WorkSpan> Hours { get; init; } = [];

    /// <summary>The weekday whose hours it has, as when a Saturday is worked in place of a bridged Monday.</summary>
    public IsoDayOfWeek? Like { get; init; }
}

/// <summary>What is done with a local time that does not exist, because the clocks go forward over it.</summary>
public enum SkippedTime
{
    /// <summary>It is taken for the first instant after the gap.</summary>
    EndOfGap,

    /// <summary>It is moved on by the length of the gap: half past two becomes half past three.</summary>
    ShiftForward,
}

/// <summary>What is done with a local time that comes twice, because the clocks go back over it.</summary>
public enum AmbiguousTime
{
    /// <summary>The first of the two.</summary>
    Earlier,

    /// <summary>The second of the two.</summary>
    Later,
}
