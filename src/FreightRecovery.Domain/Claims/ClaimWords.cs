namespace FreightRecovery.Domain.Claims;

// The values, in camel case, are part of the HTTP contract, of stored events and of the rules file: add, never rename.
#pragma warning disable CS1591 // the names are the trade's own words

/// <summary>Whose demand on whom.</summary>
public enum ClaimDirection { FromCustomer, OnCarrier, OnInsurer, OnAgent }

/// <summary>Who demands from whom: the customer from us, or we from one of the others. Each has its own terms and its own clock.</summary>
public enum ClaimSide { Customer, Carrier, Agent, Insurer }

/// <summary>What the cargo suffered, as the law sorts it: each has its own time for notice.</summary>
public enum LossKind { ApparentDamage, HiddenDamage, Loss, Delay, Other }

/// <summary>How sure a rule is, surest first. Whatever is below the text itself is confirmed with counsel.</summary>
public enum Confidence { Text, Secondary, Memory }

/// <summary>What has a last day.</summary>
public enum TimeBar { Notice, Suit, Recourse }

/// <summary>What a rule is about.</summary>
public enum LegalSubject
{
    Notice, NoticeApparent, NoticeHidden, NoticeDelay, NoticeLoss, NoticeOther, Acknowledge, Decide, Report, Suit, SuitWilful, Recourse,
    Limit, LimitDelay, LimitOther, LimitErrors, LimitWilful,
}

/// <summary>
/// The day on which a period begins; it does not count itself. Where the law leaves a choice the earlier day is taken,
/// since a clock may warn too early and never too late.
/// </summary>
public enum StartDay { Delivery, DeliveryOrDue, Arrival, Event, Claim, Decision, Disallowance, Settlement }

/// <summary>How a limit is worked out.</summary>
public enum LimitForm { HigherOf, LeastOf, PerKg, PerPackage, Freight, ActualLoss }

/// <summary>The day whose value of the SDR counts.</summary>
public enum ValuationDay { Judgment, JudgmentOrAgreed, LexFori }
