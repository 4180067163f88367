using FreightRecovery.Web.Intake;

namespace FreightRecovery.Tests.Intake;

public sealed class UnknownStatuses
{
    private const string Map = """{"partner":"partner","feeds":{"iftsta":{"status":{"X9":"36"}}}}""";

    [Fact]
    public async Task A_status_read_again_once_the_map_knows_it_doubles_none_of_its_message()
    {
        await using var house = await new House().WithOneShipment();
        var message = string.Join(
            "\n", "UNB+UNOC:3+EXAMPLE+HOUSE+260302:0900+1'", "UNH+1+IFTSTA:D:00B:UN'", "BGM+23+R1+9'", "CNI+1+BKG-S1'", "STS+1+18'",
            "DTM+334:202603010800:203'", "LOC+9+CNTAO:139:6'", "STS+1+X9'", "DTM+334:202603010900:203'", "LOC+9+CNTAO:139:6'", "UNT+10+1'", "UNZ+1+1'");

        var first = await house.Feed(FeedFormat.Iftsta, message);
        Assert.Equal((1, 1, 1), (first.Accepted, first.Incidents.Count, first.Quarantined.Count));
        var aside = Assert.Single(await house.Waiting());
        Assert.Equal((5, 7, 2), (aside.At!.Value.Line, aside.At.Value.Column, aside.At.Value.Length));

        await house.Feed(FeedFormat.Iftsta, message);
        Assert.Single(await house.Waiting());
        Directory.CreateDirectory(Path.Combine(house.Directory, PartnerMaps.Folder));
        await File.WriteAllTextAsync(Path.Combine(house.Directory, PartnerMaps.Folder, "partner.json"), Map, TestContext.Current.CancellationToken);
        await house.Replay(aside);

        Assert.Empty(await house.Waiting());
        Assert.Equal(["cargoDamaged", "cargoLost"], (await house.Texts("SELECT kind FROM incident")).Order());
        var events = await house.Events();
        await house.Feed(FeedFormat.Iftsta, message);
        Assert.Equal(events, await house.Events());
    }
}
