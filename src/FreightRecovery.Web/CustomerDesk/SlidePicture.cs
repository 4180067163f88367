using System.Globalization;
using System.Net;
using System.Text;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Store;
using FreightRecovery.Web.Language;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace FreightRecovery.Web.CustomerDesk;

/// <summary>
/// The slide of one customer as a picture in time, drawn here so that it needs no script: a lane for each stage, the way through them, and
/// a dot for each signal. The moves stand in a table beside it for who cannot see it.
/// </summary>
internal static class SlidePicture
{
    private const int Width = 960;
    private const int Left = 110;
    private const int Right = 20;
    private const int Lane = 40;
    private const int Top = 24;
    private const int Ticks = 5;

    private static readonly Stage[] Lanes = Enum.GetValues<Stage>();

    /// <summary>Draws it; null while nothing is known of the customer.</summary>
    public static MarkupString? Draw(RelationshipView view, IReadOnlyCollection<Signal> signals, Instant now, Locale locale)
    {
        var times = signals.Select(s => s.At).Concat(view.History.Select(m => m.At)).Where(at => at <= now).ToList();
        if (times.Count == 0)
            return null;
        var (from, height) = (Instant.Min(times.Min(), now - Duration.FromDays(1)), Top + (Lanes.Length * Lane) + 24);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"slide\" viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{Plain(locale["customer.picture"])}\">");
        for (var i = 0; i < Lanes.Length; i++)
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"lane\" x1=\"{Left}\" y1=\"{Y(Lanes[i])}\" x2=\"{Width - Right}\" y2=\"{Y(Lanes[i])}\"/>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 10}\" y=\"{Y(Lanes[i]) + 5}\" text-anchor=\"end\">{Plain(locale[$"customer.stage.{Names.Of(Lanes[i])}"])}</text>");
        for (var i = 0; i < Ticks; i++)
        {
            var at = from + ((now - from) * i / (Ticks - 1));
            var anchor = i == 0 ? "start" : i == Ticks - 1 ? "end" : "middle";
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{X(at)}\" y=\"{height - 4}\" text-anchor=\"{anchor}\">{Plain(locale.Day(at.InZone(locale.Zone).Date))}</text>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"way\" d=\"M{X(from)} {Y(view.History.IsEmpty ? view.Stage : view.History[0].From)}");
        foreach (var move in view.History)
            svg.Append(CultureInfo.InvariantCulture, $" H{X(move.At)} V{Y(move.To)}");
        svg.Append(CultureInfo.InvariantCulture, $" H{X(now)}\"/>");
        foreach (var signal in signals.Where(s => s.At <= now))
            svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"{Names.Of(signal.Kind)}\" cx=\"{X(signal.At)}\" cy=\"{Y(StageAt(view, signal.At))}\" r=\"5\">")
                .Append(CultureInfo.InvariantCulture, $"<title>{Plain(locale[$"customer.signal.{Names.Of(signal.Kind)}"])}, {Plain(locale.Full(signal.At))}</title></circle>");
        return new MarkupString(svg.Append("</svg>").ToString());

        string X(Instant at) => (Left + ((at - from) / (now - from) * (Width - Left - Right))).ToString("0.#", CultureInfo.InvariantCulture);
    }

    private static int Y(Stage stage) => Top + (Array.IndexOf(Lanes, stage) * Lane);

    private static Stage StageAt(RelationshipView view, Instant at) =>
        view.History.LastOrDefault(m => m.At <= at)?.To ?? (view.History.IsEmpty ? view.Stage : view.History[0].From);

    private static string Plain(string text) => WebUtility.HtmlEncode(text);
}
