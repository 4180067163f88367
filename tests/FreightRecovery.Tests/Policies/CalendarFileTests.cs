using FreightRecovery.Domain.Calendar;
using FreightRecovery.Web.Policies;
using FreightRecovery.Web.SampleBook;
using NodaTime;

namespace FreightRecovery.Tests.Policies;

/// <summary>The calendars beside the policy file.</summary>
public sealed class CalendarFileTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("freight-recovery-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void The_samples_calendars_have_no_faults_and_know_what_China_makes_up_for()
    {
        SampleCalendars.Write(directory);
        var calendars = Load().House.Calendars;

        Assert.Equal(["HAM", "HKG", "LED", "NYC", "SHA"], calendars.OfBranches.SelectMany(c => c.Branches));
        var shanghai = calendars.Of("SHA", "Europe/Berlin");
        Assert.Equal("Asia/Shanghai", shanghai.Zone.Id);
        // Saturday the 14th is worked, and then nobody works until Tuesday the 24th.
        Assert.Equal(Instant.FromUtc(2026, 2, 24, 1, 0), shanghai.Next(Instant.FromUtc(2026, 2, 14, 10, 0)));
        Assert.Equal(Duration.FromHours(8), shanghai.Between(Instant.FromUtc(2026, 2, 13, 16, 0), Instant.FromUtc(2026, 2, 14, 16, 0)));
    }

    [Fact]
    public void A_calendar_goes_with_its_branches_and_the_usual_one_with_the_rest()
    {
        Put("DXB.json", """
            { "name": "Dubai", "branches": ["DXB"], "zone": "Asia/Dubai", "ambiguousTime": "later", "week": {
                "sunday": [{ "from": "08:00", "to": "16:00", "breaks": [{ "from": "12:00", "to": "12:30" }] }] } }
            """);
        Put("usual.json", """{ "zone": "Europe/Berlin" }""");
        var calendars = Load().House.Calendars;

        Assert.Equal(("Asia/Dubai", "Europe/Berlin"), (calendars.Of("DXB", "UTC").Zone.Id, calendars.Of("SHA", "UTC").Zone.Id));
        Assert.Equal(AmbiguousTime.Later, calendars.OfBranches.Single().AmbiguousTime);
        Assert.Equal(
            Duration.FromMinutes(450), calendars.Of("DXB", "UTC").Between(Instant.FromUtc(2026, 1, 2, 0, 0), Instant.FromUtc(2026, 1, 9, 0, 0)));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_by_file_and_place()
    {
        Put("A.json", """{ "name": "A", "branches": ["A"], "zone": "Asia/Atlantis", "week": { "monday": [{ "from": "18:00", "to": "09:00" }] } }""");
        Put("B.json", """{ "name": "B", "week": { "monday": [{ "from": "9:00", "too": "17:00" }], "funday": [] }, "holidays": [{ "from": "2026-02-30" }] }""");
        Put("C.json", "[]");
        File.WriteAllText(Path.Combine(directory, "policy.json"), """{ "lowMark": 7 }""");

        Assert.Equal(
        [
            "/lowMark", "calendars/A.json#/week", "calendars/A.json#/week/monday/0", "calendars/A.json#/zone",
            "calendars/B.json#/holidays/0/from", "calendars/B.json#/holidays/0/name", "calendars/B.json#/week/funday",
            "calendars/B.json#/week/monday/0/from", "calendars/B.json#/week/monday/0/to", "calendars/B.json#/week/monday/0/too",
            "calendars/C.json#",
        ], Assert.Throws<PolicyException>(Load).Faults.Select(f => f.Pointer).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Two_calendars_for_one_branch_are_told()
    {
        Put("A.json", """{ "name": "A", "branches": ["X"], "zone": "UTC", "week": { "monday": [{ "from": "08:00", "to": "09:00" }] } }""");
        Put("B.json", """{ "name": "B", "branches": ["X"], "zone": "UTC", "week": { "monday": [{ "from": "08:00", "to": "09:00" }] } }""");

        Assert.Equal("/calendars/ofBranches/1/branches/0", Assert.Single(Assert.Throws<PolicyException>(Load).Faults).Pointer);
    }

    [Fact]
    public void What_is_shown_is_complete_and_with_the_files_beside_it_says_the_same()
    {
        SampleCalendars.Write(directory);
        var shown = PolicyJson.Write(Load());
        File.WriteAllText(Path.Combine(directory, "policy.json"), shown);

        Assert.Equal(shown, PolicyJson.Write(Load()));
    }

    private PolicySet Load() => new PolicyFiles(null, directory).Load();

    private void Put(string name, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(directory, "calendars")).FullName;
        File.WriteAllText(Path.Combine(folder, name), text);
    }
}
