using FreightRecovery.Domain;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Recovery;
using FreightRecovery.Store;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Language;
using NodaTime;

namespace FreightRecovery.Web.Links;

/// <summary>What a customer sees behind its link.</summary>
/// <param name="Path">The page's own path.</param>
/// <param name="L">The language that is shown, with times of the customer's zone.</param>
/// <param name="Incident">The incident as it stands.</param>
/// <param name="ExpiresAt">Until when the link opens, UTC.</param>
public sealed record LinkView(string Path, Locale L, IncidentState Incident, Instant ExpiresAt)
{
    /// <summary>Marks that a customer can give, best first.</summary>
    public static IReadOnlyList<int> Marks { get; } = [5, 4, 3, 2, 1];

    /// <summary>Whether an answer was just taken; the key of what is said of it.</summary>
    public string? Done { get; init; }

    /// <summary>The key of what is wrong with what was sent.</summary>
    public string? Fault { get; init; }

    /// <summary>The field that is wrong.</summary>
    public string? FaultField { get; init; }

    /// <summary>What was sent, to be shown again.</summary>
    public LinkDraft Draft { get; init; } = new(null, null, null);

    /// <summary>The way to the same page in another language.</summary>
    public string In(string language) => $"{Path}?language={language}";

    /// <summary>What was reported.</summary>
    public IncidentFacts Facts => Incident.Facts!;

    /// <summary>What happened, as it stands in the notice.</summary>
    public string Happened => L["link.happened", ("when", L.Full(Facts.OccurredAt)), ("clause", NoticeWords.In(L.Language).Clause(Facts.Kind, Facts.ForceMajeureCause))];

    /// <summary>What we know and what comes next, as it stands in the notice.</summary>
    public IEnumerable<string> Known
    {
        get
        {
            var words = NoticeWords.In(L.Language);
            yield return words.NextStep(Incident.Status);
            if (Incident.Settled)
                yield break;
            yield return words.Insurance(Facts.Insured);
            yield return words.NothingCollected;
        }
    }

    /// <summary>When the next word comes; null when none was promised.</summary>
    public Instant? NextWord => Incident.Promises.Where(p => p.Open).Select(p => (Instant?)p.DueAt).Min();

    /// <summary>Offers that were answered, the latest first.</summary>
    public IEnumerable<OfferState> Answered => Incident.Offers.Where(o => o.Accepted is not null).Reverse();

    /// <summary>The marks that were given since the incident was last opened.</summary>
    public IEnumerable<IncidentEvent.FollowedUp> Given => Incident.FollowUps.Where(f => Incident.ReopenedAt is not { } reopened || f.At > reopened);

    /// <summary>Whether the customer is asked whether it is content.</summary>
    public bool AsksForMark => Incident.Status is IncidentStatus.CarriedOut or IncidentStatus.Resolved && !Given.Any();

    /// <summary>What a part of an option promises, in the customer's language.</summary>
    public string Say(OptionPart part)
    {
        var terms = part.Terms;
        return L[
            $"link.part.{Names.Of(part.Kind)}",
            ("when", terms.Days is { } days ? L.Count("link.indays", days) : ""),
            ("percent", terms.Percent?.ToString("0.##", L.Book.Culture)),
            ("amount", terms.Amount is { } amount ? L.Amount(amount) : "")];
    }

    /// <summary>What a step does; one that was planned before its kind was kept by its sentence.</summary>
    public string Say(PlannedStep step) => step.Kind is { } kind ? L[$"link.step.{Names.Of(kind)}"] : L.Sentence(step.What).Text;
}

/// <summary>An answer as typed.</summary>
/// <param name="By">Who answers.</param>
/// <param name="Words">In its own words.</param>
/// <param name="Mark">The mark.</param>
public sealed record LinkDraft(string? By, string? Words, int? Mark);
