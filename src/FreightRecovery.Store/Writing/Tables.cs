using static FreightRecovery.Store.Writing.Column;

namespace FreightRecovery.Store.Writing;

/// <summary>The tables that are written by whole rows, their columns in the order in which the writers add values.</summary>
internal static class Tables
{
    /// <summary>The length of a reference that callers give to customers, shipments and invoices.</summary>
    public const int Ref = 64;

    /// <summary>The length of an id of our own: a UUID as text.</summary>
    public const int Id = 36;

    /// <summary>The length of a name of a person or a branch.</summary>
    public const int Name = 200;

    /// <summary>The length of an enumeration's value, and of a day.</summary>
    public const int Word = 40;

    /// <summary>The length of an amount, as written.</summary>
    public const int Amount = 40;

    public static readonly WrittenTable Customer = new("customer", OnClash.Replace, 1,
        Text("ref", Ref), Text("name"), Text("branch", Name), Text("sales_rep", Name), Text("account_manager", Name), Text("facts"),
        Text("stage", Word), Whole("since"), Whole("recovered"), Whole("won_back"), Whole("quiet"), Whole("captive"), Real("horizon_days"),
        Real("p_alive"), Real("risk"), Real("value_at_stake"), Text("stake"), Text("reasons"), Whole("as_of"), Version(),
        Whole("known_since"), Text("margin_currency", Word), Whole("margin"), Whole("stake_minor"));

    public static readonly WrittenTable CustomerMargin = new("customer_margin", OnClash.Replace, 1,
        Text("ref", Ref), Text("currency", Word), Real("margin"));

    public static readonly WrittenTable Shipment = new("shipment", OnClash.Replace, 1,
        Text("ref", Ref), Text("customer", Ref), Text("mode", Word), Text("master_reference", Name), Text("vessel", Name), Text("voyage", Name),
        Whole("delivered"), Text("facts"), Version(), Text("carrier", Name), Text("agent", Name), Text("origin", Word),
        Text("destination", Word), Whole("booked_at"));

    public static readonly WrittenTable ShipmentContainer = new("shipment_container", OnClash.Keep, 2,
        Text("container", Word), Text("shipment", Ref));

    public static readonly WrittenTable ShipmentWay = new("shipment_way", OnClash.Replace, 1,
        Text("shipment", Ref), Text("flight", Name), Whole("told_departure"), Whole("told_arrival"), Version());

    public static readonly WrittenTable Invoice = new("invoice", OnClash.Replace, 1,
        Text("ref", Ref), Text("shipment", Ref), Text("customer", Ref), Text("amount", Amount), Text("payable", Amount), Text("currency", Word),
        Text("kind", Word), Text("due_on", Word), Text("status", Word), Whole("held_since"), Text("holds"), Text("receipt"), Text("override"),
        Version(), Text("payable_now", Amount), Text("held_amount", Amount), Text("details"));

    public static readonly WrittenTable Incident = new("incident", OnClash.Replace, 1,
        Text("id", Id), Text("shipment", Ref).Once(), Text("customer", Ref).Once(), Text("branch", Name).Once(), Text("sales_rep", Name).Once(),
        Text("account_manager", Name).Once(), Text("kind", Word).Once(), Text("state", Word), Text("severity", Word), Text("fault", Word),
        Text("assignee", Name), Text("level", Word), Text("channel", Word).Once(), Text("description"), Whole("occurred_at").Once(),
        Whole("reported_at").Once(), Whole("first_response_at").Once(), Whole("told_at"), Whole("settled"), Text("feed", Name).Once(),
        Text("message", Name).Once(), Version());

    public static readonly WrittenTable Promise = new("promise", OnClash.Replace, 1,
        Text("id", Id), Text("incident", Id).Once(), Text("customer", Ref).Once(), Text("branch", Name).Once(), Text("sales_rep", Name).Once(),
        Text("what").Once(), Whole("due_at"), Whole("made_at").Once(), Text("status", Word), Whole("renewed"));

    public static readonly WrittenTable MoneyClaim = new("money_claim", OnClash.Replace, 1,
        Text("id", Id), Text("incident", Id).Once(), Text("customer", Ref).Once(), Text("branch", Name).Once(), Text("sales_rep", Name).Once(),
        Text("account_manager", Name).Once(), Text("direction", Word).Once(), Text("regime", Word), Text("amount", Amount).Once(),
        Text("currency", Word).Once(), Text("reserve", Amount), Text("recovered", Amount), Text("settled", Amount), Text("notice_by", Word),
        Text("sue_by", Word), Text("next_bar", Word), Whole("opened_at").Once(), Version());

    public static readonly WrittenTable Disruption = new("disruption", OnClash.Replace, 1,
        Text("id", Id), Text("status", Word), Text("facts").Once(), Text("branch", Name).Once(), Whole("declared_at").Once(),
        Text("declared_by", Name).Once(), Whole("watch_until").Once(), Whole("held"), Whole("reported"), Version());

    public static readonly WrittenTable Evidence = new("evidence", OnClash.Keep, 1, Text("id", Id), Text("incident", Id), Text("sha256", 64));

    public static readonly WrittenTable OwedStep = new("owed_step", OnClash.Fail, 2,
        Text("incident", Id), Text("id", Id), Text("shipment", Ref), Text("customer", Ref), Text("branch", Name), Text("sales_rep", Name),
        Text("account_manager", Name), Text("what"), Text("owner", Word), Whole("due_at"));

    public static readonly WrittenTable IncidentFigure = new("incident_figure", OnClash.Replace, 2,
        Whole("reported_at"), Text("id", Id), Text("branch", Name).Once(), Text("customer", Ref).Once(), Text("shipment", Ref).Once(),
        Text("kind", Word).Once(), Text("fault", Word), Text("severity", Word), Text("cause", Word), Text("state", Word), Whole("due_at").Once(),
        Whole("told_at"), Whole("told_worked"), Whole("settled_at"), Whole("settled_worked"), Whole("mark"));

    public static readonly WrittenTable AgreedOffer = new("agreed_offer", OnClash.Keep, 3,
        Whole("reported_at"), Text("incident", Id), Whole("number"), Text("offer", Id), Text("branch", Name), Text("currency", Word), Whole("cost"),
        Whole("gain"), Whole("recoverable"));

    public static readonly WrittenTable ClaimMoney = new("claim_money", OnClash.Replace, 2,
        Text("claim", Id), Whole("number"), Whole("reported_at").Once(), Text("incident", Id).Once(), Text("branch", Name).Once(),
        Whole("paid").Once(), Text("on_day", Word), Text("currency", Word), Whole("amount"));

    public static readonly WrittenTable TimeBar = new("time_bar", OnClash.Replace, 3,
        Text("claim", Id), Text("side", Word), Text("bar", Word), Text("branch", Name).Once(), Text("last_day", Word), Text("status", Word));

    public static readonly WrittenTable StageMove = new("stage_move", OnClash.Fail, 2,
        Text("customer", Ref), Whole("number"), Whole("at"), Text("from_stage", Word), Text("to_stage", Word));

    /// <summary>What one feed message came to, or a fan-out.</summary>
    public static readonly WrittenTable FeedMessage = new("feed_message", OnClash.Keep, 3,
        Text("feed", Name), Text("message", Name), Text("shipment", Ref), Text("incident", Id), Whole("at"));

    /// <summary>Which containers a feed has told to be loaded.</summary>
    public static readonly WrittenTable FeedLoaded = new("feed_loaded", OnClash.Keep, 2, Text("shipment", Ref), Text("container", Word));

    /// <summary>Temperatures measured in refrigerated containers.</summary>
    public static readonly WrittenTable FeedTemperature = new("feed_temperature", OnClash.Replace, 3,
        Text("shipment", Ref), Text("container", Word), Whole("at"), Whole("off_by"));

    /// <summary>What sources told of an event, one after the other.</summary>
    public static readonly WrittenTable FeedTelling = new("feed_telling", OnClash.Keep, 3,
        Text("feed", Name), Text("message", Name), Text("telling", Word), Whole("told_at"), Whole("heard_at"));

    /// <summary>What the telling judged last came to for a shipment.</summary>
    public static readonly WrittenTable FeedVerdict = new("feed_verdict", OnClash.Replace, 3,
        Text("feed", Name), Text("message", Name), Text("shipment", Ref), Text("telling", Word), Whole("wrong"));

    /// <summary>The read tables: what a rebuild empties and makes anew, with the notices.</summary>
    public static IReadOnlyList<WrittenTable> Read { get; } =
    [
        Customer, CustomerMargin, Shipment, ShipmentContainer, ShipmentWay, Invoice, Incident, Promise, MoneyClaim, Disruption, Evidence, OwedStep,
        IncidentFigure, AgreedOffer, ClaimMoney, TimeBar, StageMove,
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<WrittenTable> All { get; } = [.. Read, FeedMessage, FeedLoaded, FeedTelling, FeedVerdict, FeedTemperature];
}
