using System.Globalization;
using NodaTime;

namespace FreightRecovery.Feeds.Edifact;

/// <summary>
/// The ids of the facts of one status. What is expected is expected anew under the same id; what happened at another time is another
/// event.
/// </summary>
/// <param name="Sender">Who told it.</param>
/// <param name="Number">The message's own number, which stands in where nothing names the cargo.</param>
/// <param name="Cargo">What names the cargo.</param>
/// <param name="Sent">The status as sent.</param>
/// <param name="Place">Where.</param>
/// <param name="At">When.</param>
/// <param name="Classifier">How firm.</param>
internal readonly record struct StatusIds(
    string Sender, string? Number, string Cargo, string Sent, TradePlace Place, Instant At, Classifier Classifier)
{
    /// <summary>The id of a fact of some containers.</summary>
    public string Of(FactKind kind, string containers)
    {
        var isNamed = Cargo.Length > 0 || containers.Length > 0;
        var ticks = Classifier is Classifier.Actual ? At.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture) : null;
        return EventIds.Of("iftsta", Sender, isNamed ? Cargo : Number, containers, Sent, Word(kind), Place.Key, Word(Classifier), ticks);
    }

    // These words are in ids that are remembered, so they stay although the names of members may change.
    private static string Word(Classifier classifier) => classifier switch
    {
        Classifier.Planned => "PLN",
        Classifier.Estimated => "EST",
        Classifier.Actual => "ACT",
        Classifier.Requested => "REQ",
    };

    private static string Word(FactKind kind) => kind switch
    {
        FactKind.Irregularity irregularity => irregularity.What.ToString(),
        FactKind.Weighing => "weighing",
        _ => "",
    };
}
