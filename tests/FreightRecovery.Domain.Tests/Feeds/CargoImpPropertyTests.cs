using System.Text;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.CargoImp;
using FsCheck;
using FsCheck.Fluent;

namespace FreightRecovery.Domain.Tests.Feeds;

public class CargoImpPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(4000);
    private static readonly FeedContext Context = new(CargoWriter.ReceivedAt);
    private static readonly HashSet<string> Others = ["OCI", "OSI", "ULD", "FSU", "FSA", "FWB"];

    [Fact]
    public void What_is_written_reads_back_equal() => Check.One(Thorough, Prop.ForAll(
        (from consignment in CargoGenerators.Consignments
         from lineBreak in Gen.Elements("\r\n", "\n", "\r", "\r\n\r\n")
         from lower in Gen.Elements(true, false)
         select (consignment, lineBreak, lower)).ToArbitrary(),
        x =>
        {
            var (waybill, declared, statuses) = x.consignment;
            var message = CargoWriter.Message(waybill, declared, statuses, x.lineBreak);
            var reading = Read(x.lower ? message.ToLowerInvariant() : message);
            Assert.Empty(reading.Unreadable);
            Assert.Equal(
                statuses.SelectMany(s => CargoWriter.Facts(waybill, "QR", declared, s)),
                reading.Facts.Select(fact => fact with { EventId = "" }));
            return reading.Version == "FSU/14";
        }));

    [Fact]
    public void A_line_may_be_broken_before_any_slant_and_is_the_same_line() => Check.One(Thorough, Prop.ForAll(
        (from consignment in CargoGenerators.Consignments from at in Gen.Choose(0, 1000) select (consignment, at)).ToArbitrary(),
        x =>
        {
            var (waybill, declared, statuses) = x.consignment;
            var line = CargoWriter.Line(statuses[0]);
            var slants = Enumerable.Range(4, line.Length - 4).Where(i => line[i] == '/').ToList();
            var slant = slants[x.at % slants.Count];
            var message = CargoWriter.Message(waybill, declared, statuses[..1]);
            return Read(message.Replace(line, line.Insert(slant, "\r\n"), StringComparison.Ordinal)).Facts.SequenceEqual(Read(message).Facts);
        }));

    [Fact]
    public void A_bad_line_among_good_ones_is_put_aside_alone_and_can_be_read_again_alone() => Check.One(Thorough, Prop.ForAll(
        (from consignment in CargoGenerators.Consignments
         from bad in Gen.Elements("ZZZ/01OCT/HKG/T1", "DEP/CV7301/31FEB/HKGLUX/T1K1", "RCS", "RCF/CV7301/01OCT1200/HKG/X1", "DIS/CV/01OCT/HKG/NOPE/T1", "DLV/01OCT2500/LUX")
         from at in Gen.Choose(0, 1000)
         select (consignment, bad, at)).ToArbitrary(),
        x =>
        {
            var (waybill, declared, statuses) = x.consignment;
            var lines = CargoWriter.Message(waybill, declared, statuses, "\n").Split('\n').ToList();
            lines.Insert(2 + (x.at % (statuses.Length + 1)), x.bad + "\nOCI/HK/ISS/RA/1\n/HK//SM/XRY");
            var reading = Read(string.Join('\n', lines));

            var aside = Assert.Single(reading.Unreadable);
            Assert.Equal($"{lines[0]}\r\n{lines[1]}\r\n{x.bad}\r\nOCI/HK/ISS/RA/1\r\n/HK//SM/XRY", aside.Raw);
            Assert.Equal(3, aside.At!.Value.Line);
            var again = Assert.Single(Read(aside.Raw).Unreadable);
            Assert.Equal((aside.Raw, aside.At), (again.Raw, again.At));
            return reading.Facts.SequenceEqual(Read(CargoWriter.Message(waybill, declared, statuses)).Facts);
        }));

    [Fact]
    public void Several_messages_in_a_file_say_what_they_say_alone() => Check.One(Thorough, Prop.ForAll(
        CargoGenerators.Consignments.ArrayOf(3).ToArbitrary(),
        consignments =>
        {
            var messages = consignments.Select(c => "QK LUXFMCV\n.HKGFMCX 111230\n" + CargoWriter.Message(c.Waybill, c.Declared, c.Statuses, "\n") + "\n").ToList();
            return Read(string.Concat(messages)).Facts.SequenceEqual(messages.SelectMany(m => Read(m).Facts));
        }));

    [Fact]
    public void The_id_is_the_same_when_it_is_told_again_and_on_another_day() => Check.One(Thorough, Prop.ForAll(
        (from consignment in CargoGenerators.Consignments from days in Gen.Choose(0, 20) select (consignment, days)).ToArbitrary(),
        x =>
        {
            var message = CargoWriter.Message(x.consignment.Waybill, x.consignment.Declared, x.consignment.Statuses);
            var later = CargoImp.Read(CargoWriter.Bytes(message), new(CargoWriter.ReceivedAt + NodaTime.Duration.FromDays(x.days)));
            return Read(message).Facts.Select(f => f.EventId).SequenceEqual(later.Facts.Select(f => f.EventId));
        }));

    [Fact]
    public void Whatever_is_broken_nothing_throws_and_no_status_line_is_lost() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(20_000),
        Prop.ForAll(CargoGenerators.Broken.ToArbitrary(), file => NothingIsLost(file, CargoImp.Read(file, Context))));

    [Fact]
    public void Random_bytes_are_put_aside() => Check.One(Thorough, Prop.ForAll(
        Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf().ToArbitrary(),
        file => CargoImp.Read(file, Context) is { Facts.Length: 0, Unreadable.Length: > 0 }));

    private static FeedReading Read(string message) => CargoImp.Read(Encoding.UTF8.GetBytes(message), Context);

    // Counts lines by other means than the reader's: each that begins like a status must be a fact or stand in what was put aside.
    private static bool NothingIsLost(byte[] file, FeedReading reading)
    {
        var aside = reading.Unreadable.SelectMany(u => StatusLines(u.Raw)).Count();
        var told = reading.Facts.Count(fact => !fact.EventId.EndsWith("/arrival", StringComparison.Ordinal));
        return StatusLines(Encoding.UTF8.GetString(file)).Count() <= aside + told && reading.Unreadable.All(u => u.Reason.Length > 0);
    }

    private static IEnumerable<string> StatusLines(string text) => text.Split('\r', '\n', '\u0001', '\u0002', '\u0003').Select(l => l.Trim(' '))
        .Where(l => l.Length > 4 && l[3] == '/' && l[..3].All(char.IsAsciiLetter) && !Others.Contains(l[..3].ToUpperInvariant()));
}
