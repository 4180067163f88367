using System.Text;
using FreightRecovery.Domain;
using FreightRecovery.Web.Intake.Csv;

namespace FreightRecovery.Tests.Intake.Csv;

public sealed class ValueWordTests
{
    [Theory]
    [InlineData(typeof(TransportMode), "SEA", "sea")]
    [InlineData(typeof(TransportMode), "空運", "air")]
    [InlineData(typeof(TransportMode), "Ж/Д", "rail")]
    [InlineData(typeof(IncidentKind), "LOST", "cargoLost")]
    [InlineData(typeof(IncidentKind), "Cargo damaged", "cargoDamaged")]
    [InlineData(typeof(IncidentKind), "Задержка", "transitDelay")]
    [InlineData(typeof(InvoiceKind), "运费", "freight")]
    public void A_word_of_an_office_is_the_value_that_it_means(Type type, string word, string value) =>
        Assert.Equal(value, ValueWords.Of(type)[HeaderWords.Plain(word)]);

    [Theory]
    [InlineData(typeof(TransportMode))]
    [InlineData(typeof(IncidentKind))]
    [InlineData(typeof(ForceMajeureCause))]
    [InlineData(typeof(Fault))]
    [InlineData(typeof(Severity))]
    [InlineData(typeof(Channel))]
    [InlineData(typeof(Wish))]
    [InlineData(typeof(InvoiceKind))]
    [InlineData(typeof(FreightRecovery.Web.Api.Bodies.SpokenSignal))]
    [InlineData(typeof(LiabilityRegime))]
    public void No_word_means_two_values_and_every_value_has_its_own(Type type) => Assert.All(
        Enum.GetNames(type), name => Assert.Equal(name, ValueWords.Of(type)[HeaderWords.Plain(name)], ignoreCase: true));

    [Fact]
    public async Task A_file_in_the_words_of_an_office_goes_in()
    {
        await using var house = await new House().WithOneShipment();
        var file = Encoding.UTF8.GetBytes("shipment;kind;severity;occurredAt;description;channel;reportedBy\nS1;Утрата груза;КРИТИЧЕСКАЯ;2026-03-01T08:00:00Z;Нет трёх мест.;Телефон;Ли На\n");

        var result = await house.ImportCsv("incidents", file);

        Assert.Equal((1, 0), (result.Accepted, result.Rejected));
        Assert.Equal(["cargoLost critical phone"], await house.Texts("SELECT kind || ' ' || severity || ' ' || channel FROM incident"));
    }

    [Fact]
    public async Task A_word_that_nobody_knows_is_told_with_ours()
    {
        await using var house = await new House().WithOneShipment();

        var result = await house.ImportCsv("shipments", Encoding.UTF8.GetBytes("ref;customer;mode;origin;destination\nS2;C1;teleport;CNTAO;KRPUS\n"));

        Assert.Contains("sea, air, road, rail", Assert.Single(result.Errors).Reason);
    }
}
