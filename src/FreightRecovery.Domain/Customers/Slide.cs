using System.Diagnostics;
using NodaTime;

namespace FreightRecovery.Domain.Customers;

/// <summary>
/// The slide as an automaton, fed with signals in their order. Before each signal come the moves that time alone had caused
/// by then, each at its exact instant. A signal at the very instant a term runs out is in time.
/// </summary>
/// <remarks>
/// How the words of the table are read:
/// <list type="bullet">
/// <item>A word is what the customer itself says: contact, remark, complaint, threat, praise, farewell, or a mark given. A booking is
/// not a word: who books because it must does not break its silence by it, it is captive. A booking counts beside words only for
/// the horizon's rhythm and for a quiet customer, about whom nothing but its absence was held.</item>
/// <item>A complaint is voiced by a complaint, a threat, or a mark below the neutral one. Voiced where a complaint stands already, it
/// is a complaint without result: a fruitless attempt. So are a broken promise and options exhausted, at any stage. A settlement
/// wipes the attempts out.</item>
/// <item>The silence of a complaint runs from the last word or from the attempt that made it enough, whichever is later.</item>
/// <item>"Never complained" holds for everyone who is content or grumbling: a complaint of the past is settled by then. A customer
/// that came back and then stays away is quiet like any other.</item>
/// <item>A complaint ends by what is settled while it stands; what had all been settled before it was voiced does not end it.</item>
/// </list>
/// </remarks>
internal sealed class Slide(RelationshipPolicy policy)
{
    private List<Move> _moves = [];
    private List<StageMove> _told = [];
    private readonly Duration _shortestHorizon = Duration.FromDays(Math.Min(policy.MinimumHorizonDays, policy.DefaultHorizonDays));
    private Instant _clock = Instant.MinValue;
    private Rhythm _rhythm;
    private Rhythm _pace;
    private int? _horizonDays;
    private Rhythm _bookings;
    private Instant _presentAt;
    private Instant _troubleAt;
    private Instant _complaintAt;
    private Instant _enoughAt;
    private bool _late;

    public RelationshipPolicy Policy => policy;
    public IReadOnlyList<Move> Moves => _moves;
    public IncidentBook Incidents { get; } = new(policy);
    public Rhythm Bookings => _bookings;
    public Stage Stage { get; private set; } = Stage.Content;

    /// <summary>When the stage was entered, or the first signal; null without any.</summary>
    public Instant? Since { get; private set; }

    /// <summary>The customer's last word, or null when it has not spoken.</summary>
    public Instant? LastWord { get; private set; }

    public bool Recovered => IsMarked(MoveCause.SettledWell);
    public bool WonBack => IsMarked(MoveCause.BookedAfterLoss);
    public bool Quiet => IsMarked(MoveCause.WentQuiet);

    public int BrokenPromises { get; private set; }
    public int BrokenPromisesOutsideIncidents { get; private set; }
    public int Declined { get; private set; }
    public int ComplainedAgain { get; private set; }
    public int FruitlessAttempts => BrokenPromises + Declined + ComplainedAgain;

    /// <summary>Threats that stand.</summary>
    public int Threats { get; private set; }

    /// <summary>Bookings since the customer fell silent.</summary>
    public int BookingsInSilence { get; private set; }

    /// <summary>The customer's own horizon, in days; while a complaint stands, that of the rhythm up to its last word.</summary>
    public int HorizonDays => _horizonDays ??= _pace.HorizonDays(policy);

    private bool ComplaintStands => Stage == Stage.Complaint || (Stage == Stage.Silence && !Quiet);

    /// <summary>The next move that time alone will cause, or null.</summary>
    public Move? NextMove => NextMoveBy(Instant.MaxValue);

    /// <summary>
    /// A copy for <see cref="AdvanceTo"/>: it makes moves of its own, and shares the incidents, which only <see cref="Take"/> changes.
    /// </summary>
    public Slide Copy()
    {
        var copy = (Slide)MemberwiseClone();
        (copy._moves, copy._told) = ([.. _moves], [.. _told]);
        return copy;
    }

    /// <summary>Puts the moves into words, those that are not yet.</summary>
    public IReadOnlyList<StageMove> Tell()
    {
        for (var i = _told.Count; i < _moves.Count; i++)
            _told.Add(new StageMove(_moves[i].At, _moves[i].From, _moves[i].To, RelationshipReasons.Why(_moves[i], policy)));
        return _told;
    }

    /// <summary>Makes every move that time alone causes up to and including an instant.</summary>
    public void AdvanceTo(Instant now)
    {
        while (NextMoveBy(now) is { } move && move.At <= now)
            Go(move);
        _clock = Instant.Max(_clock, now);
    }

    /// <summary>Takes in the next signal.</summary>
    public void Take(Signal signal)
    {
        while (NextMoveBy(signal.At) is { } move && move.At < signal.At)
            Go(move);
        _clock = signal.At;
        if (Since is null)
            (Since, _presentAt) = (signal.At, signal.At);
        NoteAttendance(signal);
        NoteAttempts(signal);
        var news = Incidents.Note(signal);
        NoteTrouble(signal, news);
        React(signal, news);
    }

    private bool IsMarked(MoveCause cause) => _moves.Count > 0 && _moves[^1].Cause == cause;

    private static bool IsSpoken(Signal signal) => signal.Satisfaction is not null || signal.Kind
        is SignalKind.Contact or SignalKind.Remark or SignalKind.Complaint or SignalKind.Threat or SignalKind.Praise or SignalKind.Farewell;

    private bool IsComplaint(Signal signal) =>
        signal.Kind is SignalKind.Complaint or SignalKind.Threat || signal.Satisfaction < policy.NeutralMark;

    private void NoteAttendance(Signal signal)
    {
        var booked = signal.Kind == SignalKind.Booking;
        var spoken = IsSpoken(signal);
        if (spoken)
            LastWord = signal.At;
        if (booked)
            _bookings.Beat(signal.At);
        if (booked && Stage == Stage.Silence)
            BookingsInSilence++;
        if (!booked && !spoken)
            return;
        _rhythm.Beat(signal.At);
        _presentAt = signal.At;
        // A booking is no word while a complaint stands, so it does not stretch the silence either.
        if (spoken || !ComplaintStands)
            SetPace();
    }

    private void NoteAttempts(Signal signal)
    {
        var before = FruitlessAttempts;
        if (signal.Kind == SignalKind.PromiseBroken)
        {
            BrokenPromises++;
            if (Incidents.CaseOf(signal) is null)
                BrokenPromisesOutsideIncidents++;
        }
        if (signal.Kind == SignalKind.OptionsExhausted)
            Declined++;
        if (signal.Kind == SignalKind.Threat)
            Threats++;
        if (IsComplaint(signal) && ComplaintStands)
            ComplainedAgain++;
        if (before < policy.FruitlessAttempts && FruitlessAttempts >= policy.FruitlessAttempts)
            _enoughAt = signal.At;
    }

    private void NoteTrouble(Signal signal, IncidentNews news)
    {
        if (signal.Kind == SignalKind.Remark || news != IncidentNews.None)
            _troubleAt = signal.At;
        if (signal.Kind == SignalKind.IncidentResolved && signal.WithinPromise == false)
            _late = true;
        // What was settled before a complaint does not settle it.
        if (IsComplaint(signal) && Incidents.Open == 0)
            _complaintAt = signal.At;
    }

    private void React(Signal signal, IncidentNews news)
    {
        if (signal.Kind == SignalKind.Farewell)
        {
            if (Stage != Stage.Lost)
                Go(Stage.Lost, MoveCause.SaidFarewell, signal);
            return;
        }
        switch (Stage)
        {
            case Stage.Content or Stage.Grumble:
                if (Escalation(signal, news) is { } escalation)
                    Go(Stage.Complaint, escalation, signal);
                else if (Stage == Stage.Content && Disappointment(signal, news) is { } disappointment)
                    Go(Stage.Grumble, disappointment, signal);
                break;
            case Stage.Complaint:
                if (news == IncidentNews.Settled)
                    SettleIfDone(signal);
                break;
            case Stage.Silence:
                if (Quiet && signal.Kind == SignalKind.Booking)
                {
                    Go(Stage.Content, MoveCause.BookedAfterQuiet, signal);
                }
                else if (IsSpoken(signal))
                {
                    Go(Stage.Complaint, MoveCause.SpokeAgain, signal);
                    // What was settled while it was silent counts as soon as it speaks.
                    SettleIfDone(signal);
                }
                break;
            case Stage.Lost:
                if (signal.Kind == SignalKind.Booking)
                    Go(Stage.Content, MoveCause.BookedAfterLoss, signal);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private MoveCause? Escalation(Signal signal, IncidentNews news)
    {
        if (signal.Kind == SignalKind.PromiseBroken)
            return MoveCause.BrokenPromise;
        if (IsComplaint(signal))
            return MoveCause.ComplaintVoiced;
        if (Trouble(signal, news) is not { } incident)
            return null;
        if (incident.Severity != Severity.Minor)
            return MoveCause.SeriousIncident;
        return news == IncidentNews.New && Incidents.CameCloseBefore(incident) ? MoveCause.SecondIncident : null;
    }

    private MoveCause? Disappointment(Signal signal, IncidentNews news) =>
        signal.Kind == SignalKind.Remark ? MoveCause.MildRemark
        : Trouble(signal, news) is not null ? MoveCause.MinorIncident
        : null;

    /// <summary>The open incident that a signal brings up, or null.</summary>
    private IncidentCase? Trouble(Signal signal, IncidentNews news) =>
        news is IncidentNews.New or IncidentNews.Renewed && Incidents.CaseOf(signal) is { Settlement: Settlement.Open } incident
            ? incident
            : null;

    private void SettleIfDone(Signal signal)
    {
        switch (Incidents.OutcomeSince(_complaintAt))
        {
            case Settlement.Satisfied:
                Go(Stage.Content, MoveCause.SettledWell, signal);
                break;
            case Settlement.Neutral:
                Go(Stage.Grumble, MoveCause.SettledSoSo, signal);
                break;
            case Settlement.Open or Settlement.Closed:
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>The next move of time. One that cannot come by the given instant may be left out, which saves most horizons.</summary>
    private Move? NextMoveBy(Instant by) => Stage switch
    {
        Stage.Content => GoingQuiet(by),
        Stage.Grumble => Earlier(CalmingDown(), GoingQuiet(by)),
        Stage.Complaint => FallingSilent(by),
        Stage.Silence => FadingAway(),
        Stage.Lost => null,
    };

    private Move? GoingQuiet(Instant by) => Since is null || _presentAt + _shortestHorizon > by
        ? null
        : AfterDays(HorizonDays, _presentAt, Stage.Silence, MoveCause.WentQuiet);

    private Move? CalmingDown() => Incidents.Open > 0 || _late
        ? null
        : AfterDays(policy.CalmDays, _troubleAt, Stage.Content, MoveCause.CalmAgain);

    private Move? FallingSilent(Instant by)
    {
        var mute = LastWord is { } word ? Instant.Max(word, _enoughAt) : _enoughAt;
        return FruitlessAttempts < policy.FruitlessAttempts || mute + _shortestHorizon > by
            ? null
            : AfterDays(HorizonDays, mute, Stage.Silence, MoveCause.FellSilent);
    }

    private Move FadingAway()
    {
        var silence = Since ?? _clock;
        var givenUp = AfterDays(
            policy.LostAfterDays, Instant.Max(silence, _bookings.Last ?? silence), Stage.Lost, MoveCause.BookingsGivenUp);
        if (_bookings.Last is not { } booked)
            return givenUp;
        var days = Math.Ceiling(_bookings.DaysUntil(policy.LostBelow, policy.Model));
        return days < (givenUp.At - booked).TotalDays
            ? AfterDays((int)days, booked, Stage.Lost, MoveCause.BookingsFaded)
            : givenUp;
    }

    private static Move? Earlier(Move? a, Move? b) =>
        a is not { } first ? b : b is not { } second || first.At <= second.At ? a : b;

    /// <summary>The move when a term has run out; at once when a signal shortens a term that would have run out before it.</summary>
    private Move AfterDays(int days, Instant from, Stage to, MoveCause cause) =>
        new(Instant.Max(_clock, from + Duration.FromDays(days)), Stage, to, cause, Days: days, Attempts: FruitlessAttempts);

    private void SetPace() => (_pace, _horizonDays) = (_rhythm, null);

    private void Go(Stage to, MoveCause cause, Signal signal) =>
        Go(new Move(signal.At, Stage, to, cause, signal, Attempts: FruitlessAttempts));

    private void Go(Move move)
    {
        var wasQuiet = Quiet;
        _moves.Add(move);
        (Stage, Since, _clock) = (move.To, move.At, move.At);
        switch (move.To)
        {
            case Stage.Content or Stage.Grumble:
                Forgive(move);
                break;
            case Stage.Complaint:
                // A silence that followed a complaint goes on with that complaint; every other way in begins a new one.
                if (move.From != Stage.Silence || wasQuiet)
                    _complaintAt = move.At;
                break;
            case Stage.Silence:
                BookingsInSilence = 0;
                break;
            case Stage.Lost:
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void Forgive(Move move)
    {
        _late = false;
        (BrokenPromises, BrokenPromisesOutsideIncidents, Declined, ComplainedAgain, Threats) = (0, 0, 0, 0, 0);
        // A settlement begins a new time of grace, also for a customer that has long said nothing.
        if (move.From == Stage.Complaint)
        {
            (_presentAt, _troubleAt) = (move.At, move.At);
            SetPace();
        }
    }
}
