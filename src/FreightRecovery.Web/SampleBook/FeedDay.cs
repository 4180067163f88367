using System.Collections.Immutable;
using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Web.SampleBook;

/// <summary>A day of messages from the carriers: normal traffic, and among it what goes wrong.</summary>
internal sealed class FeedDay
{
    private const string V22 = "2.2";
    private const string V30 = "3.0";

    private readonly Draw _draw;
    private readonly Instant _now;
    private readonly ImmutableArray<SampleShipment> _shipments;
    private readonly Pool _pool;
    private readonly ImmutableArray<FeedMessage>.Builder _messages = ImmutableArray.CreateBuilder<FeedMessage>();
    private int _events;

    private FeedDay(int seed, Instant now, ImmutableArray<SampleShipment> shipments, Pool pool)
    {
        _draw = new Draw(seed, "feed");
        _now = now;
        _shipments = shipments;
        _pool = pool;
    }

    public static ImmutableArray<FeedMessage> Make(int seed, Instant now, ImmutableArray<SampleShipment> shipments, Pool pool)
    {
        var day = new FeedDay(seed, now, shipments, pool);

        // The mishaps take their shipments first; what is left and moves today is the normal traffic around them.
        var blanked = day.TakeBeforeDeparture();
        var omitted = day.TakeBeforeDeparture();
        var incomplete = day.TakeBeforeDeparture();
        var moved = day.TakeBeforeDeparture();
        var struck = pool.Take(s => s.FullContainers && s.DepartsAt < now - Duration.FromDays(4) && s.ArrivesAt > now + Duration.FromDays(1));

        var damaged = pool.Take(s => s.FullContainers && s.UnderWay && s.ArrivesAt < now - Duration.FromHours(20));
        var weighed = day.TakeBeforeDeparture();
        var heavy = day.TakeBeforeDeparture();
        var offloaded = pool.TryTake(s => s.Lane.Mode == TransportMode.Air && s.UnderWay && s.Packages > 1 && s.BookedAt < now - Duration.FromDays(1));

        day.NormalTraffic();
        day.LoadedForBusan();
        day.RolledAtQingdao();
        var collision = day.CollisionAtBusan();
        day.Add("collision-told-twice", V22, Ago(now, 10), "The line sends the collision again, word for word.", collision.Events);
        day.Typhoon();
        day.PortCall("blanked-sailing", V22, 8, "The sailing is cancelled.", blanked, "BLNK", "Void sailing, capacity withdrawn.");
        day.PortCall(
            "port-omitted", V30, 6, "The ship does not call at the port of loading.", omitted, "OMIT", "Berth congestion, call omitted.");
        day.OtherVessel(moved);
        day.MissingData(incomplete);
        var strike = day.Strike(struck);
        day.Unreadable();
        day.Retracted(strike);
        day._messages.AddRange(
            OtherFeeds.Weighed(weighed, Ago(now, 12)), OtherFeeds.TooHeavy(heavy, Ago(now, 7)), OtherFeeds.Damaged(damaged, Ago(now, 4)));
        if (offloaded is not null)
            day._messages.Add(OtherFeeds.Offloaded(offloaded, Ago(now, 6)));
        return day.InOrder();
    }

    /// <summary>Messages as they come in, numbered. Equal instants keep the order in which the day was made.</summary>
    private ImmutableArray<FeedMessage> InOrder() =>
    [
        .. _messages.OrderBy(m => m.SentAt).Select((m, i) => m with
        {
            FileName = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1:D3}-{m.FileName}.{m.Extension}"),
        }),
    ];

    private void LoadedForBusan() => Add(
        "loaded-for-busan", V22, Ago(20), "The ship of worked case 2 leaves Qingdao with all its cargo, and so does that of case 5 from Ningbo.",
        _shipments.Where(s => WorkedCases.IsCollision(s) || WorkedCases.IsTyphoon(s)).SelectMany(LoadAndDepart));

    private void RolledAtQingdao()
    {
        var rolled = Worked(WorkedCases.Rolled);
        var port = rolled.Lane.From;
        var gateIn = rolled.Containers.Select((c, i) => Container(rolled, "GTIN", port, c, rolled.DepartsAt - Duration.FromMinutes(2_400 - 20 * i)));
        var planned = rolled.Containers.Select(c =>
            Container(rolled, "LOAD", port, c, rolled.DepartsAt - Duration.FromHours(5), toldAt: rolled.DepartsAt - Duration.FromHours(30)) with
            {
                Classifier = "PLN",
            });
        Add(
            "rolled-at-qingdao", V22, Ago(13), "Worked case 1: the ship leaves on its booked voyage, thirty containers stay on the quay, and nobody says so.",
            [.. gateIn, .. planned, .. LoadAndDepart(Worked(WorkedCases.LoadedBesideRolled)), Call(rolled, "DEPA", port, rolled.DepartsAt)],
            new RaisedIncident(rolled.Ref, IncidentKind.CargoRolled));
    }

    private FeedMessage CollisionAtBusan() => Delay(
        "collision-at-busan", V22, 11, "Worked case 2: the ship collided at Busan the day after it sailed.",
        _shipments.Where(WorkedCases.IsCollision), "DEPA", Places.Busan, Duration.FromDays(6), "ACC",
        "Collision with a bunker barge while berthing at Busan. Vessel under survey, no cargo damage known so far.");

    private void Typhoon() => Delay(
        "typhoon", V30, 9, "Worked case 5: a typhoon keeps the ship from its port.",
        _shipments.Where(WorkedCases.IsTyphoon), "ARRI", Places.Vladivostok, Duration.FromDays(9), "WEA",
        "Typhoon in the East China Sea. Vessel shelters, arrival three days later than scheduled.");

    private FeedMessage Strike(SampleShipment shipment) => Delay(
        "strike", V30, 3, "A strike is called at the port of discharge.", [shipment], "ARRI", shipment.Lane.To,
        shipment.ArrivesAt - _now + Duration.FromDays(2), "STR", "Warning strike of the terminal's lashers.");

    private void Retracted(FeedMessage strike) => Add(
        "strike-called-off", V30, Ago(1), "The line takes back what it told of the strike: same event id, nothing new is raised.",
        strike.Events.Select(e => new CarrierEvent.Retraction { Id = e.Id, Shipment = e.Shipment, At = e.At, ToldAt = Ago(1) }));

    private void PortCall(
        string name, string version, int hoursAgo, string about, SampleShipment shipment, string status, string remark) => Add(
        name, version, Ago(hoursAgo), about,
        [
            Call(shipment, "DEPA", shipment.Lane.From, shipment.DepartsAt) with
            {
                Classifier = "EST", ToldAt = Ago(hoursAgo), PortCallStatus = status, Remark = remark,
            },
        ],
        new RaisedIncident(shipment.Ref, IncidentKind.CargoRolled));

    private void OtherVessel(SampleShipment shipment)
    {
        var next = shipment.DepartsAt + Duration.FromDays(7);
        Add(
            "other-vessel", V22, Ago(5), "The line plans the loading on another ship and voyage than booked.",
            shipment.Containers.Select(c =>
                Container(shipment, "LOAD", shipment.Lane.From, c, next - Duration.FromHours(6), toldAt: Ago(5)) with
                {
                    Classifier = "EST",
                    OtherVessel = shipment.Line!.Sailing(shipment.Lane, next),
                    OtherVoyage = Line.Voyage(shipment.Lane, next),
                }),
            new RaisedIncident(shipment.Ref, IncidentKind.CargoRolled));
    }

    private void MissingData(SampleShipment shipment) => Add(
        "document-data-missing", V30, Ago(4), "The booking waits for data.",
        [
            new CarrierEvent.Document("PENU", "The following data are missing: HS code of the second cargo item, consignee's tax number.")
            {
                Id = NextId(), Shipment = shipment, At = Ago(4), ToldAt = Ago(4),
            },
        ],
        new RaisedIncident(shipment.Ref, IncidentKind.DocumentsDefective));

    private void Unreadable() => _messages.Add(new FeedMessage(
        "cut-off", V30, "Cut off on the way: goes to quarantine with its reason.", [])
    {
        SentAt = Ago(2),
        Unreadable = true,
        Events = [.. LoadAndDepart(Worked(WorkedCases.LoadedBesideRolled))],
    });

    /// <summary>One event for each shipment, all with the same reason.</summary>
    private FeedMessage Delay(
        string name, string version, int hoursAgo, string about, IEnumerable<SampleShipment> shipments, string code, Place port, Duration until,
        string reason, string remark)
    {
        var hit = shipments.ToArray();
        return Add(
            name, version, Ago(hoursAgo), about,
            hit.Select(s => Call(s, code, port, _now + until) with
            {
                Classifier = "EST", ToldAt = Ago(hoursAgo), DelayReason = reason, Remark = remark,
            }),
            [.. hit.Select(s => new RaisedIncident(s.Ref, IncidentKind.ForceMajeure))]);
    }

    /// <summary>What the ships of the last two days did with ordinary cargo, three shipments to a message.</summary>
    private void NormalTraffic()
    {
        var since = _now - Duration.FromDays(2);
        bool Recent(Instant at) => at > since && at < _now - Duration.FromHours(2);
        Instant Latest(SampleShipment s) => Recent(s.ArrivesAt) ? s.ArrivesAt : Recent(s.DepartsAt) ? s.DepartsAt : GateIn(s);
        var traffic = _pool.TakeAll(s => s.FullContainers && s.UnderWay && (Recent(GateIn(s)) || Recent(s.DepartsAt) || Recent(s.ArrivesAt)));
        foreach (var (batch, index) in traffic.OrderBy(Latest).Chunk(3).Select((batch, index) => (batch, index)))
        {
            var events = batch.SelectMany(s =>
                Recent(s.ArrivesAt) ? ArriveAndDischarge(s)
                : Recent(s.DepartsAt) ? LoadAndDepart(s)
                : s.Containers.Select(c => Container(s, "GTIN", s.Lane.From, c, GateIn(s)))).ToArray();
            Add(
                "normal-traffic", index % 2 == 0 ? V22 : V30, events.Max(e => e.ToldAt), "Gates, loads, departures and arrivals as booked.",
                events);
        }
    }

    private static Instant GateIn(SampleShipment shipment) => shipment.DepartsAt - Duration.FromHours(40);

    /// <summary>All loads come before the departure, so that the departure leaves nothing behind.</summary>
    private IEnumerable<CarrierEvent> LoadAndDepart(SampleShipment shipment) =>
    [
        .. shipment.Containers.Select(c => Container(shipment, "LOAD", shipment.Lane.From, c, shipment.DepartsAt - Duration.FromHours(5))),
        Call(shipment, "DEPA", shipment.Lane.From, shipment.DepartsAt),
    ];

    private IEnumerable<CarrierEvent> ArriveAndDischarge(SampleShipment shipment) =>
    [
        Call(shipment, "ARRI", shipment.Lane.To, shipment.ArrivesAt),
        .. shipment.Containers.Select(c => Container(shipment, "DISC", shipment.Lane.To, c, Instant.Min(shipment.ArrivesAt + Duration.FromHours(4), Ago(1)))),
    ];

    private CarrierEvent.Transport Call(SampleShipment shipment, string code, Place port, Instant at) =>
        new(code, port) { Id = NextId(), Shipment = shipment, At = at, ToldAt = ToldAfter(at) };

    private CarrierEvent.Equipment Container(
        SampleShipment shipment, string code, Place port, string container, Instant at, Instant? toldAt = null) =>
        new(code, port, container) { Id = NextId(), Shipment = shipment, At = at, ToldAt = toldAt ?? ToldAfter(at) };

    private Instant ToldAfter(Instant at) => Instant.Min(at + Duration.FromMinutes(_draw.Between(10, 55)), _now);

    private Instant Ago(int hours) => Ago(_now, hours);

    private static Instant Ago(Instant now, int hours) => now - Duration.FromHours(hours);

    private Guid NextId() => _draw.Id("event", _events++);

    private SampleShipment TakeBeforeDeparture() =>
        _pool.Take(s => s.FullContainers && GateIn(s) > _now && s.BookedAt < _now - Duration.FromDays(3));

    private SampleShipment Worked(string reference) => _shipments.First(s => s.Ref == reference);

    // A message comes in a few minutes after what it tells of was known to the carrier, and never after the end of the book.
    private FeedMessage Add(
        string name, string version, Instant toldAt, string about, IEnumerable<CarrierEvent> events, params ImmutableArray<RaisedIncident> raises)
    {
        var message = new FeedMessage(name, version, about, raises)
        {
            Events = [.. events], SentAt = Instant.Min(toldAt + Duration.FromMinutes(_draw.Between(3, 12)), _now),
        };
        _messages.Add(message);
        return message;
    }
}
