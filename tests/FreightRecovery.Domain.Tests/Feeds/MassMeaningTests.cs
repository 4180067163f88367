using FreightRecovery.Feeds;
using FreightRecovery.Feeds.Meanings;
using FsCheck;
using FsCheck.Fluent;
using static FreightRecovery.Domain.Tests.Feeds.AirSynthetic;

namespace FreightRecovery.Domain.Tests.Feeds;

public class MassMeaningTests
{
    [Fact]
    public void Cargo_charged_on_520_kg_that_the_scale_finds_to_have_470_is_mis_weighed()
    {
        var incident = Weighed(470m).AirIncident(Booked(f => f with { GrossMass = new(520m), ChargeableMass = new(520m) }));

        Assert.Equal((IncidentKind.ChargeableMassWrong, Fault.Operations, Severity.Minor, "HKHKG"), (incident.Kind, incident.Fault, incident.Severity, incident.Place));
        Assert.Equal(
            "Booked on flight CX 0255 from HKHKG to GBLON. The scale at HKG says 470 kg. The waybill says 500 kg. Freight is charged on 520 kg and comes to 470 kg.",
            incident.Description);
    }

    [Theory]
    [InlineData("495", false)]
    [InlineData("505", false)]
    [InlineData("494.9", true)]
    [InlineData("505.1", true)]
    public void A_scale_may_be_off_by_one_part_in_a_hundred(string kilograms, bool wrong) =>
        Assert.Equal(wrong, Weighed(Number(kilograms)).AirMeaning() is Meaning.Incident);

    [Fact]
    public void Small_cargo_may_be_off_by_a_kilogram()
    {
        var small = Booked(f => f with { GrossMass = new(20m), ChargeableMass = new(20m) });

        Weighed(21m).AirNothing(small);
        Weighed(21.1m).AirIncident(small);
    }

    [Fact]
    public void Bulky_cargo_is_charged_on_its_volume_whatever_it_weighs()
    {
        var bulky = Booked(f => f with { GrossMass = new(300m), Volume = 3m, ChargeableMass = new(500m) });

        Weighed(330m).AirNothing(bulky);
        Assert.Contains("comes to 560 kg", Weighed(560m).AirIncident(bulky).Description);
    }

    [Fact]
    public void A_volume_measured_with_the_mass_counts() =>
        Assert.Contains("comes to 666.68 kg", Weighed(450m, volume: 4m).AirIncident().Description);

    [Fact]
    public void Freight_charged_on_more_than_the_gross_mass_tells_what_the_volume_counts()
    {
        var bulky = Booked(f => f with { GrossMass = new(300m), ChargeableMass = new(500m) });

        Weighed(400m).AirNothing(bulky);
        Weighed(510m).AirIncident(bulky);
    }

    [Fact]
    public void Without_mass_and_volume_a_lighter_scale_says_nothing_and_a_heavier_one_does()
    {
        var charged = Booked(f => f with { GrossMass = null });

        Assert.Contains("volume", Weighed(400m).AirNothing(charged));
        Weighed(600m).AirIncident(charged);
        Weighed(600m).AirNothing(Booked(f => f with { GrossMass = null, ChargeableMass = null }));
    }

    [Fact]
    public void The_mass_of_a_part_is_compared_with_nothing() =>
        Handled(CargoMove.ReceivedFromShipper, quantity: new(3, new(75m), 10, Portion.Part)).AirNothing();

    [Theory]
    [InlineData(TransportMode.Air, "1001.0")]
    [InlineData(TransportMode.Road, "2000")]
    [InlineData(TransportMode.Rail, "2000")]
    [InlineData(TransportMode.Sea, "6002")]
    public void Each_mode_has_its_volumetric_rule(TransportMode mode, string charged)
    {
        // Six cubic metres at the mode's rate are what freight is charged on: more or less mass changes nothing.
        var bulky = Booked(f => f with { Mode = mode, GrossMass = new(500m), Volume = 6m, ChargeableMass = new(Number(charged)) });
        var weighed = Weighed(700m) with { Mode = mode is TransportMode.Air ? MeansOfTransport.Air : null };

        weighed.AirNothing(bulky);
    }

    [Theory]
    [InlineData("11800", 1, false)] // leaves 6,600 to 9,800
    [InlineData("16000", 1, true)] // leaves 10,800 at least
    [InlineData("9000", 1, true)] // leaves 7,000 at most
    [InlineData("9000", 2, false)] // the rest may be in the other
    [InlineData("16000", 2, true)]
    public void A_verified_mass_leaves_room_for_the_tare(string kilograms, int containers, bool wrong)
    {
        var shipment = Synthetic.Shipment with
        {
            Facts = Synthetic.Shipment.Facts with { GrossMass = new(8000m), Containers = [.. Synthetic.Shipment.Facts.Containers.Take(containers)] },
        };
        var verified = Synthetic.Loaded with { Kind = new FactKind.Weighing(MassBasis.VerifiedGross), Quantity = new(null, new(Number(kilograms))) };

        Assert.Equal(wrong, Meaning.Of(verified, shipment, FeedPolicy.Default) is Meaning.Incident { Proposal.Kind: IncidentKind.ChargeableMassWrong });
    }

    [Theory]
    [InlineData(MassBasis.Declared, false)]
    [InlineData(MassBasis.Tare, false)]
    [InlineData(MassBasis.Gross, true)]
    [InlineData(MassBasis.Chargeable, true)]
    public void A_mass_told_for_its_own_sake_counts_by_what_it_is_the_mass_of(MassBasis basis, bool wrong)
    {
        var weighed = Weighed(600m) with { Kind = new FactKind.Weighing(basis) };

        Assert.Equal(wrong, weighed.AirMeaning() is Meaning.Incident { Proposal.Kind: IncidentKind.ChargeableMassWrong });
        (weighed with { Classifier = Classifier.Planned }).AirNothing();
    }

    [Fact]
    public void Within_tolerance_no_scale_ever_raises_anything() => Prop.ForAll(
        (from grams in Gen.Choose(1_000, 5_000_000) from parts in Gen.Choose(-100, 100) select (grams, parts)).ToArbitrary(),
        x =>
        {
            var booked = x.grams / 1000m;
            return Weighed(booked + (booked * x.parts / 10_000m)).AirMeaning(Booked(f => f with { GrossMass = new(booked), ChargeableMass = new(booked) })) is Meaning.Nothing;
        }).QuickCheckThrowOnFailure();

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
