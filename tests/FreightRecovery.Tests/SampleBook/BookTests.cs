using System.Text.Json;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Web.SampleBook;
using NodaTime;

namespace FreightRecovery.Tests.SampleBook;

public sealed class BookTests(WrittenBook book) : IClassFixture<WrittenBook>
{
    [Fact]
    public void The_same_seed_and_instant_give_the_same_bytes()
    {
        using var again = new WrittenBook(7, WrittenBook.Now);

        Assert.Equal(book.Files.Select(Path.GetFileName), again.Files.Select(Path.GetFileName));
        foreach (var (first, second) in book.Files.Zip(again.Files))
        {
            Assert.True(File.ReadAllBytes(first).AsSpan().SequenceEqual(File.ReadAllBytes(second)), Path.GetFileName(first));
        }
    }

    [Fact]
    public void Another_seed_gives_another_book()
    {
        using var other = new WrittenBook(8, WrittenBook.Now);

        Assert.NotEqual(book.Shipments.Select(s => s.GetRawText()), other.Shipments.Select(s => s.GetRawText()));
    }

    [Fact]
    public void The_book_has_the_promised_size()
    {
        Assert.Equal(200, book.Customers.Length);
        Assert.Equal(3_000, book.Shipments.Length);
        Assert.Equal(4_000, book.Invoices.Length);
        Assert.Equal(3_000, book.Signals.Count(s => s.Text("kind") == "booking"));
        Assert.InRange(book.Incidents.Length, 8, 20);
        Assert.InRange(book.Shipments.Count(s => s.TextOrNull("deliveredAt") is null), 300, 500);
        Assert.Equal(
            (book.Customers.Length, book.Shipments.Length, book.Invoices.Length, book.Signals.Length, book.Incidents.Length),
            (book.Summary.Customers, book.Summary.Shipments, book.Summary.Invoices, book.Summary.Signals, book.Summary.Incidents));
    }

    [Fact]
    public void References_are_unique_and_resolve()
    {
        var customers = Unique(book.Customers.Select(c => c.Text("ref")));
        var shipments = Unique(book.Shipments.Select(s => s.Text("ref")));
        Unique(book.Invoices.Select(i => i.Text("ref")));
        Unique(book.Customers.Select(c => c.Text("name")));
        Unique(book.Shipments.Select(s => s.Text("masterReference")));

        Assert.All(book.Shipments, s => Assert.Contains(s.Text("customer"), customers));
        Assert.All(book.Invoices, i => Assert.Contains(i.Text("shipment"), shipments));
        Assert.All(book.Signals, s => Assert.Contains(s.Text("customer"), customers));
        Assert.All(book.Incidents, i => Assert.Contains(i.Text("shipment"), shipments));
    }

    [Fact]
    public void Every_booking_is_a_shipment_of_its_customer()
    {
        var booked = book.Shipments.Select(s => (s.Text("customer"), s.Text("bookedAt"))).Order();
        var told = book.Signals.Where(s => s.Text("kind") == "booking").Select(s => (s.Text("customer"), s.Text("at"))).Order();

        Assert.Equal(booked, told);
    }

    [Fact]
    public void Members_are_those_of_the_contract()
    {
        Assert.All(book.Customers, c => Assert.Empty(c.Names().Except(
            ["ref", "name", "language", "timeZone", "countryCode", "branch", "salesRep", "accountManager", "nominated", "expectedAnnualMargin", "contacts"])));
        Assert.All(book.Shipments, s => Assert.Empty(s.Names().Except(
            ["ref", "customer", "mode", "carrier", "vessel", "voyage", "flight", "origin", "destination", "incoterm", "packages", "grossMass",
                "chargeableMass", "volume", "insured", "liabilityRegime", "bookedAt", "deliveredAt", "masterReference", "containers"])));
        Assert.All(book.Invoices, i => Assert.Empty(i.Names().Except(["ref", "shipment", "amount", "kind", "dueOn"])));
        Assert.All(book.Signals, s => Assert.Empty(s.Names().Except(["customer", "kind", "at", "channel", "note"])));
        Assert.All(book.Incidents, i => Assert.Empty(i.Names().Except(
            ["shipment", "kind", "severity", "occurredAt", "description", "channel", "reportedBy", "extent", "wish"])));
        Assert.All(book.Customers.Concat(book.Shipments).Concat(book.Invoices), line => Assert.Equal("ref", line.Names().First()));
    }

    [Fact]
    public void Enumerations_are_spelt_as_in_the_contract()
    {
        Assert.All(book.Shipments, s => Spelt<TransportMode>(s.Text("mode")));
        Assert.All(book.Shipments, s => Spelt<LiabilityRegime>(s.Text("liabilityRegime")));
        Assert.All(book.Invoices, i => Spelt<InvoiceKind>(i.Text("kind")));
        Assert.All(book.Signals, s => Spelt<SignalKind>(s.Text("kind")));
        Assert.All(book.Incidents, i => Spelt<IncidentKind>(i.Text("kind")));
        Assert.All(book.Incidents, i => Spelt<Channel>(i.Text("channel")));
        Assert.All(book.Incidents, i => Spelt<Wish>(i.TextOrNull("wish") ?? "refund"));
        Assert.All(book.Incidents, i => Spelt<Severity>(i.TextOrNull("severity") ?? "minor"));
    }

    [Fact]
    public void Customers_speak_four_languages_in_real_time_zones_and_five_branches()
    {
        Assert.Equal(["en", "ru", "zh-Hans", "zh-Hant"], book.Customers.Select(c => c.Text("language")).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["en", "ru", "zh-Hans", "zh-Hant"], Languages(book.Incidents.Select(i => CustomerOf(i.Text("shipment")))));
        Assert.Equal(5, book.Customers.Select(c => c.Text("branch")).Distinct().Count());
        Assert.All(book.Customers, c => Assert.NotNull(DateTimeZoneProviders.Tzdb.GetZoneOrNull(c.Text("timeZone"))));
    }

    [Fact]
    public void Nobody_real_can_be_reached()
    {
        var contacts = book.Customers.SelectMany(c => c.GetProperty("contacts").EnumerateArray()).ToArray();

        Assert.All(contacts, c => Assert.EndsWith(".example", c.Text("email"), StringComparison.Ordinal));
        Assert.All(contacts, c => Assert.Matches(@"^\+(999 555 01|49 40 66969|44 20 7946 01|1 \d{3} 555 01)\d{2,3}$", c.Text("phone")));
    }

    [Fact]
    public void Numbers_carry_their_check_digits()
    {
        var containers = book.Shipments.SelectMany(s => s.GetProperty("containers").EnumerateArray()).Select(c => c.GetString()!).ToArray();
        Unique(containers);
        Assert.All(containers, c => Assert.Matches("^[A-Z]{3}U[0-9]{7}$", c));
        Assert.All(containers, c => Assert.Equal(c[10] - '0', CheckDigits.OfContainer(c.AsSpan(0, 10))));

        var waybills = book.Shipments.Where(s => s.Text("mode") == "air").Select(s => s.Text("masterReference")).ToArray();
        Assert.NotEmpty(waybills);
        Assert.All(waybills, w => Assert.Matches("^[0-9]{3}-[0-9]{8}$", w));
        Assert.All(waybills, w => Assert.Equal(w[11] - '0', int.Parse(w.AsSpan(4, 7)) % 7));
    }

    [Theory]
    [InlineData("CSQU305438", 3)] // the example of ISO 6346
    [InlineData("APZU481209", 0)]
    public void Container_check_digits_are_those_of_the_standard(string number, int digit) =>
        Assert.Equal(digit, CheckDigits.OfContainer(number));

    [Fact]
    public void Vessel_check_digits_are_those_of_the_standard() => Assert.Equal(3, CheckDigits.OfVessel(932148));

    [Fact]
    public void Every_mode_has_shipments_with_what_belongs_to_it()
    {
        Assert.Equal(["air", "rail", "road", "sea"], book.Shipments.Select(s => s.Text("mode")).Distinct().Order(StringComparer.Ordinal));
        Assert.All(book.Shipments, s => Assert.Equal(s.Text("mode") == "sea", s.Names().Contains("vessel") && s.Names().Contains("voyage")));
        Assert.All(book.Shipments, s => Assert.Equal(s.Text("mode") == "air", s.Names().Contains("flight")));
        Assert.All(book.Shipments, s => Assert.Matches("^[A-Z]{2}[A-Z2-9]{3}$", s.Text("origin")));
        Assert.All(book.Shipments, s => Assert.True(s.GetProperty("chargeableMass").GetDecimal() >= s.GetProperty("grossMass").GetDecimal()));
    }

    [Fact]
    public void A_shipment_is_invoiced_in_one_currency_which_is_its_customers()
    {
        var currencies = book.Customers.ToDictionary(c => c.Text("ref"), c => c.GetProperty("expectedAnnualMargin").Text("currency"));
        var ofShipment = book.Shipments.ToDictionary(s => s.Text("ref"), s => currencies[s.Text("customer")]);

        Assert.All(book.Invoices, i => Assert.Equal(ofShipment[i.Text("shipment")], i.GetProperty("amount").Text("currency")));
        Assert.All(book.Invoices, i => Assert.Matches(@"^[1-9]\d*\.\d{2}$", i.GetProperty("amount").Text("amount")));
        Assert.True(currencies.Values.Distinct().Count() >= 3);
        Assert.Equal(4, book.Invoices.Select(i => i.Text("kind")).Distinct().Count());
    }

    [Fact]
    public void Nothing_has_happened_later_than_now()
    {
        Assert.All(book.Shipments, s => Assert.True(s.Instant("bookedAt") <= WrittenBook.Now));
        Assert.All(
            book.Shipments.Where(s => s.Names().Contains("deliveredAt")),
            s => Assert.True(s.Instant("deliveredAt") <= WrittenBook.Now && s.Instant("deliveredAt") > s.Instant("bookedAt")));
        Assert.All(book.Signals, s => Assert.True(s.Instant("at") <= WrittenBook.Now));
        Assert.All(book.Incidents, i => Assert.True(i.Instant("occurredAt") <= WrittenBook.Now));
    }

    [Fact]
    public void The_two_years_hold_customers_on_every_stretch_of_the_slide()
    {
        var byCustomer = book.Signals.ToLookup(s => s.Text("customer"));
        bool Since(IEnumerable<JsonElement> signals, string kind, int days) =>
            signals.Any(s => s.Text("kind") == kind && s.Instant("at") > WrittenBook.Now - Duration.FromDays(days));

        Assert.InRange(byCustomer.Count(c => Since(c, "complaint", 40)), 2, 8);
        Assert.InRange(byCustomer.Count(c => Since(c, "remark", 30)), 2, 8);
        Assert.InRange(byCustomer.Count(c => Since(c, "farewell", 30)), 1, 4);

        // Fallen silent after complaints, and silent without a word of complaint.
        var silent = byCustomer.Where(c => c.All(s => s.Instant("at") < WrittenBook.Now - Duration.FromDays(100))).ToArray();
        Assert.InRange(silent.Count(c => c.Count(s => s.Text("kind") == "complaint") >= 2), 5, 12);
        Assert.InRange(silent.Count(c => c.All(s => s.Text("kind") != "complaint")), 3, 10);

        // Captive: complained, says nothing any more, and books on.
        Assert.InRange(
            byCustomer.Count(c => c.Any(s => s.Text("kind") == "complaint") && Since(c, "booking", 90)
                && c.All(s => s.Text("kind") == "booking" || s.Instant("at") < WrittenBook.Now - Duration.FromDays(200))), 2, 6);
    }

    [Fact]
    public void The_worked_cases_stand_under_memorable_references()
    {
        var rolled = book.Shipments.Single(s => s.Text("ref") == "QD-ROLLED-01");
        Assert.Equal(("C-CASE1", "CNTAO", "JPYOK"), (rolled.Text("customer"), rolled.Text("origin"), rolled.Text("destination")));
        Assert.Equal(30, rolled.GetProperty("containers").GetArrayLength());
        Assert.Equal("19500.00", book.Invoices.Single(i => i.Text("ref") == "INV-ROLLED-01").GetProperty("amount").Text("amount"));

        var hit = book.Shipments.Where(s => s.Text("ref").StartsWith("QD-COLLISION-", StringComparison.Ordinal)).ToArray();
        Assert.Equal(6, hit.Length);
        Assert.True(hit.Select(s => s.Text("customer")).Distinct().Count() >= 4);
        Assert.Single(hit.Select(s => (s.Text("vessel"), s.Text("voyage"), s.Text("incoterm"))).Distinct());

        var papers = book.Incidents.Single(i => i.Text("kind") == "customsPapersLost");
        Assert.True(book.Customers.Single(c => c.Text("ref") == CustomerOf(papers.Text("shipment"))).GetProperty("nominated").GetBoolean());

        var weighed = book.Incidents.Single(i => i.Text("kind") == "chargeableMassWrong");
        Assert.Equal(470m, weighed.GetProperty("extent").GetProperty("mass").GetDecimal());
        Assert.Equal(520m, book.Shipments.Single(s => s.Text("ref") == weighed.Text("shipment")).GetProperty("chargeableMass").GetDecimal());
    }

    [Fact]
    public void All_five_headline_kinds_occur()
    {
        var kinds = book.Incidents.Select(i => i.Text("kind"))
            .Concat(book.Summary.Feed.SelectMany(m => m.Raises).Select(r => JsonNamingPolicy.CamelCase.ConvertName(r.Kind.ToString())));

        Assert.Superset(new HashSet<string> { "chargeableMassWrong", "cargoDamaged", "cargoRolled", "customsPapersLost", "forceMajeure" }, kinds.ToHashSet());
    }

    private string CustomerOf(string shipment) => book.Shipments.Single(s => s.Text("ref") == shipment).Text("customer");

    private IEnumerable<string> Languages(IEnumerable<string> customers) =>
        customers.Select(r => book.Customers.Single(c => c.Text("ref") == r).Text("language")).Distinct().Order(StringComparer.Ordinal);

    private static HashSet<string> Unique(IEnumerable<string> references)
    {
        var all = references.ToArray();
        var unique = all.ToHashSet();
        Assert.Equal(all.Length, unique.Count);
        return unique;
    }

    private static void Spelt<T>(string value) where T : struct, Enum =>
        Assert.Contains(value, Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName));
}
