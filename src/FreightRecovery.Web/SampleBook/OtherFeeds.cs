using System.Globalization;
using FreightRecovery.Domain;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Web.SampleBook;

/// <summary>
/// What does not come as Track and Trace: an airline's Cargo-IMP, and IFTSTA and VERMAS of a terminal and a weigher. One of the terminal's
/// statuses bears a code of its own, and waits in quarantine for somebody to say what it means.
/// </summary>
internal static class OtherFeeds
{
    /// <summary>The code that only the terminal knows: its words for a seal that was found broken and replaced.</summary>
    public const string PrivateStatus = "Y41";

    private const decimal Tare = 2_300m, TooMuch = 9_400m;

    private static readonly InstantPattern Minute = InstantPattern.CreateWithInvariantCulture("uuuuMMddHHmm");
    private static readonly InstantPattern Day = InstantPattern.CreateWithInvariantCulture("ddMMM");
    private static readonly InstantPattern Prepared = InstantPattern.CreateWithInvariantCulture("yyMMdd:HHmm");

    /// <summary>The airline receives the cargo as booked, and takes half of it off again for want of space.</summary>
    public static FeedMessage Offloaded(SampleShipment shipment, Instant at) => Message(
        "offloaded-by-air", "cargo-imp", "FSU/14", "txt", "An airline takes half of the cargo off its flight for want of space.", at,
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            FSU/14
            {shipment.MasterReference}{Airport(shipment.Lane.From)}{Airport(shipment.Lane.To)}/T{shipment.Packages}K{shipment.GrossKilograms}
            RCS/{Date(shipment.BookedAt)}/{Airport(shipment.Lane.From)}/T{shipment.Packages}K{shipment.GrossKilograms}
            DIS/{shipment.Flight}/{Date(at)}/{Airport(shipment.Lane.From)}/OFLD/P{shipment.Packages / 2}

            """),
        new RaisedIncident(shipment.Ref, IncidentKind.CargoRolled));

    /// <summary>A terminal finds the cargo damaged, and tells of a seal in its own code.</summary>
    public static FeedMessage Damaged(SampleShipment shipment, Instant at) => Message(
        "damaged-at-terminal", "iftsta", "D.00B", "edi", "A terminal finds cargo damaged; what it says of the seal is its own code, and waits in quarantine.", at,
        Edifact(
            at, "IFTSTA:D:00B:UN", "T1", "BGM+23+T1+9", $"DTM+137:{Minute.Format(at)}:203", $"CNI+1+{shipment.MasterReference}",
            "STS+1+18", $"DTM+334:{Minute.Format(at - Duration.FromHours(1))}:203", $"LOC+175+{shipment.Lane.To.Code}:139:6",
            "FTX+AHN+++Two cartons crushed at the door end.", $"EQD+CN+{shipment.Containers[0]}",
            $"STS+1+{PrivateStatus}", $"DTM+334:{Minute.Format(at - Duration.FromMinutes(50))}:203", $"LOC+175+{shipment.Lane.To.Code}:139:6",
            $"EQD+CN+{shipment.Containers[0]}"),
        new RaisedIncident(shipment.Ref, IncidentKind.CargoDamaged));

    /// <summary>Packed containers are weighed as booked.</summary>
    public static FeedMessage Weighed(SampleShipment shipment, Instant at) => Verified(
        "weighed-as-booked", "Packed containers are weighed, and their masses are as booked.", shipment, at,
        (shipment.GrossKilograms / shipment.Containers.Length) + Tare);

    /// <summary>A packed container is far heavier than what was booked for all of them.</summary>
    public static FeedMessage TooHeavy(SampleShipment shipment, Instant at) => Verified(
        "too-heavy", "A packed container is heavier than all the cargo that was booked.", shipment, at, shipment.GrossKilograms + TooMuch,
        new RaisedIncident(shipment.Ref, IncidentKind.ChargeableMassWrong));

    private static FeedMessage Verified(
        string name, string about, SampleShipment shipment, Instant at, decimal kilograms, params ReadOnlySpan<RaisedIncident> raises) => Message(
        name, "vermas", "D.16A", "edi", about, at,
        Edifact(
            at, "VERMAS:D:16A:UN:SMDG10", "V1",
            [
                "BGM+VGM+V1+9", $"DTM+137:{Minute.Format(at)}:203",
                .. shipment.Containers.SelectMany(container => (string[])
                [
                    $"EQD+CN+{container}", $"RFF+BN:{shipment.MasterReference}",
                    string.Create(CultureInfo.InvariantCulture, $"MEA+AAE+VGM+KGM:{kilograms:0}"), $"DTM+WAT:{Minute.Format(at - Duration.FromHours(2))}:203",
                ]),
            ]),
        raises);

    private static FeedMessage Message(
        string name, string format, string version, string extension, string about, Instant at, string text, params ReadOnlySpan<RaisedIncident> raises) =>
        new(name, version, about, [.. raises]) { Format = format, Extension = extension, SentAt = at, Text = text.ReplaceLineEndings("\r\n") };

    private static string Edifact(Instant at, string type, string reference, params ReadOnlySpan<string> segments)
    {
        string[] all =
        [
            $"UNB+UNOC:3+OSTKAI+HOUSE+{Prepared.Format(at)}+{reference}", $"UNH+1+{type}", .. segments, $"UNT+{segments.Length + 2}+1",
            $"UNZ+1+{reference}",
        ];
        return string.Concat(all.Select(s => s + "'\n"));
    }

    // Most airports have the last letters of their place's code.
    private static string Airport(Place place) => place.Code[2..];

    private static string Date(Instant at) => Day.Format(at).ToUpperInvariant();
}
