using FreightRecovery.Domain.Incidents;
using NodaTime;
using static FreightRecovery.Domain.Incidents.IncidentCommand;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Domain.Tests.Incidents;

/// <summary>One incident led through its life by commands, on a clock that the test moves.</summary>
internal sealed class Life
{
    private int commands;

    public IncidentState Incident { get; private set; } = IncidentState.Initial;

    public Instant Now { get; private set; } = Start;

    public List<IncidentEvent> Events { get; } = [];

    /// <summary>What the last command led to.</summary>
    public IReadOnlyList<IncidentEvent> Last { get; private set; } = [];

    public static Life Reported() => new Life().Do(new Report(IncidentFacts()));

    /// <summary>A life that stands at a status, with one promise that is not due for a month.</summary>
    public static Life At(IncidentStatus status)
    {
        var life = Reported().Do(new Promise("The next report", Start + Duration.FromDays(30)));
        return status switch
        {
            IncidentStatus.Reported => life,
            IncidentStatus.Acknowledged => life.Told(),
            IncidentStatus.Assessed => life.Told().Assessed(),
            IncidentStatus.Offered => life.Told().Assessed().Offered(),
            IncidentStatus.Confirmed => life.Told().Assessed().Offered().Answered(true),
            IncidentStatus.CarriedOut => life.Told().Assessed().Offered().Answered(true).CarriedOut(),
            IncidentStatus.Resolved => life.Told().Assessed().Offered().Answered(true).CarriedOut().Resolved(),
            IncidentStatus.Unfounded => life.Told().Do(new Assess(Assessment(Finding.Unfounded))),
            IncidentStatus.Withdrawn => life.Do(new Withdraw("A mistake.")),
            IncidentStatus.Reopened => At(IncidentStatus.Resolved).Reopened(),
        };
    }

    public Life Told() => Do(new Acknowledge(Channel.Phone, "Told.", null));

    public Life Assessed() => Do(new Assess(Assessment()));

    public Life Offered(int option = 0) => Do(new MakeOffer(Option(option)));

    public Life Answered(bool accepted, bool optionsLeft = true) =>
        Do(new AnswerOffer(Incident.StandingOffer!.Id, accepted, "Mei", "mail 7", null, optionsLeft));

    public Life CarriedOut()
    {
        foreach (var step in Incident.Steps)
            Do(new CompleteStep(step.Plan.Id, null));
        return this;
    }

    public Life Resolved() => Do(new Resolve("Overbooked.", "Book earlier."));

    public Life Reopened() => Do(new Reopen("It came back.", Incident.Version + 1));

    public Life After(Duration time)
    {
        Now += time;
        return this;
    }

    /// <summary>Does what must be accepted.</summary>
    public Life Do(IncidentCommand command)
    {
        Assert.Null(Try(command));
        return this;
    }

    /// <summary>Tries a command; answers why it was refused, or null.</summary>
    public Refusal? Try(IncidentCommand command, Authority authority = Authority.Sales)
    {
        var decision = Domain.Incidents.Incident.Decider.Decide(Incident, command, Context(commands++, Now, "li", authority));
        Incident = Domain.Incidents.Incident.Decider.Fold(Incident, decision.Events);
        Events.AddRange(decision.Events);
        Last = decision.Events;
        return decision.Refusal;
    }
}
