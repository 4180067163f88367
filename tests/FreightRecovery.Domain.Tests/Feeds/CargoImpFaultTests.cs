using System.Text;
using FreightRecovery.Feeds;
using FreightRecovery.Feeds.CargoImp;
using NodaTime;

namespace FreightRecovery.Domain.Tests.Feeds;

/// <summary>What is wrong with a message, and where.</summary>
public class CargoImpFaultTests
{
    private static readonly FeedContext Context = new(Instant.FromUtc(2026, 6, 20, 12, 0));

    [Theory]
    [InlineData("DEP/CX255/31FEB/HKGLHR/T1", "DEP on line 3: there is no such day", 1, 25)]
    [InlineData("DEP/CX255/18JUN/HKGLH/T1", "DEP on line 3: \"HKGLH\" is not two airports such as HKGDOH", 17, 5)]
    [InlineData("DEP/CX25x5/18JUN/HKGLHR/T1", "DEP on line 3: \"CX25X5\" is not a flight such as QR8403", 5, 6)]
    [InlineData("RCF/CX255/18XXX1200/LHR/T1", "RCF on line 3: \"18XXX1200\" is not a day and time such as 11OCT1230", 11, 9)]
    [InlineData("RCF/CX255/18JUN2400/LHR/T1", "RCF on line 3: \"18JUN2400\" is not a day and time such as 11OCT1230", 11, 9)]
    [InlineData("RCF/CX255/18JUN1200-Z/LHR/T1", "RCF on line 3: \"18JUN1200-Z\" is not a day and time such as 11OCT1230", 11, 11)]
    [InlineData("RCF/CX255/18JUN1200/L1R/T1", "RCF on line 3: \"L1R\" is not an airport such as HKG", 21, 3)]
    [InlineData("RCF/CX255/18JUN1200/LHR/T1K1.0.0", "RCF on line 3: \"T1K1.0.0\" is not a quantity such as T10K505.0", 25, 8)]
    [InlineData("RCF/CX255/18JUN1200/LHR/T0", "RCF on line 3: \"T0\" is not a quantity such as T10K505.0", 25, 2)]
    [InlineData("MAN/CX255/18JUN/HKGLHR/T1/X1200", "MAN on line 3: \"X1200\" is not a time such as A1930 or E0530-N", 27, 5)]
    [InlineData("TFD//18JUN1200/LHR/T1", "TFD on line 3: \"\" is not a carrier's designator such as QR", 4, 1)]
    [InlineData("RCF/CX255/18JUN1200", "RCF on line 3 ends before an airport such as HKG", 1, 19)]
    [InlineData("ONCE UPON A TIME", "line 3 begins with no status code", 1, 16)]
    public void A_status_that_cannot_be_read_says_why_and_where(string line, string reason, int column, int length)
    {
        var aside = Assert.Single(Read($"FSU/14\n157-53806270HKGNLU/T1\n{line}").Unreadable);

        Assert.Equal((reason, (TextPlace?)new TextPlace(3, column, length)), (aside.Reason, aside.At));
    }

    [Fact]
    public void A_place_behind_a_line_break_is_told_by_its_line()
    {
        var aside = Assert.Single(Read("FSU/14\r\n157-53806270HKGNLU/T1\r\nDEP/CX255/18JUN/HKGLHR\r\n/T1\r\n/X1\r\n").Unreadable);

        Assert.Equal(new TextPlace(5, 2, 2), aside.At);
    }

    [Fact]
    public void An_unknown_code_says_which_it_is_and_what_to_do()
    {
        var unreadable = Read("FSU/14\n157-53806270HKGNLU/T1\nNFD/18JUN1400/LYS/T1\nXYZ/18JUN1400/LYS/T1\nDIS/QR/18JUN1400/HKG/DMGD/T1").Unreadable;

        Assert.Equal(2, unreadable.Length);
        Assert.StartsWith("the status code XYZ on line 4 is not known: add it to the partner's map of codes (list status)", unreadable[0].Reason);
        Assert.StartsWith("the discrepancy code DMGD on line 5 is not known: add it to the partner's map of codes (list discrepancy)", unreadable[1].Reason);
        Assert.Equal("FSU/14\r\n157-53806270HKGNLU/T1\r\nDIS/QR/18JUN1400/HKG/DMGD/T1", unreadable[1].Raw);
        Assert.Equal(new TextPlace(3, 22, 4), unreadable[1].At);
    }

    [Fact]
    public void A_wrong_check_digit_is_told_and_nothing_of_the_consignment_is_believed()
    {
        var reading = Read("FSU/14\n157-53806271HKGNLU/T1\nNFD/18JUN1400/LYS/T1\n157-53806270HKGNLU/T1\nNFD/18JUN1400/LYS/T1");

        var aside = Assert.Single(reading.Unreadable);
        Assert.Equal("the air waybill's check digit is wrong: 0 is expected, 1 is told", aside.Reason);
        Assert.Equal(new TextPlace(2, 12, 1), aside.At);
        Assert.Equal("FSU/14\r\n157-53806271HKGNLU/T1\r\nNFD/18JUN1400/LYS/T1", aside.Raw);
        Assert.Single(reading.Facts);
    }

    [Theory]
    [InlineData("", "there is no message in it")]
    [InlineData("QK HKGFMCX\n.LUXFMCV 111230\n", "there is no message in it")]
    [InlineData("FWB/16\n157-53806270HKGNLU/T1", "FWB messages are not read here")]
    [InlineData("Dear colleagues", "line 1 stands before any message")]
    [InlineData("FSU\n157-53806270HKGNLU/T1", "line 1 tells no version")]
    [InlineData("FSU/0\n157-53806270HKGNLU/T1", "line 1 tells no version")]
    [InlineData("FSU/14", "no consignment follows")]
    [InlineData("FSU/14\nNFD/18JUN1400/LYS/T1", "does not begin with an air waybill's number")]
    [InlineData("FSU/14\n157-53806270HKGNL/T1\nNFD/18JUN1400/LYS/T1", "origin and destination")]
    [InlineData("FSU/14\n157-53806270HKGNLU/10\nNFD/18JUN1400/LYS/T1", "not a quantity")]
    [InlineData("FSA/14\n157-53806270HKGNLU/T1\nOSI/NO RECORD FOUND", "nothing is told of 157-53806270")]
    public void A_message_that_cannot_be_read_is_put_aside_whole(string message, string reason)
    {
        var reading = Read(message);

        Assert.Empty(reading.Facts);
        var aside = Assert.Single(reading.Unreadable);
        Assert.Contains(reason, aside.Reason);
        Assert.Equal(message.Split('\n', StringSplitOptions.RemoveEmptyEntries), aside.Raw.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("NFD/18JUN1400/LYS/T1/A\0B", 3, 23)]
    [InlineData("NFD/18JUN1400/LYS/T1/J\u00f8rgen", 3, 23)]
    [InlineData("NFD/18JUN1400/LYS/T1\nOSI/\t", 4, 5)]
    public void A_character_that_the_standard_does_not_have_is_a_fault_with_its_place(string group, int line, int column)
    {
        var reading = Read($"FSU/14\n157-53806270HKGNLU/T1\n{group}\nNFD/19JUN1400/LYS/T1");

        var aside = Assert.Single(reading.Unreadable);
        Assert.Contains("that Cargo-IMP does not have", aside.Reason);
        Assert.Equal((line, column), (aside.At!.Value.Line, aside.At.Value.Column));
        Assert.Single(reading.Facts);
    }

    [Fact]
    public void Punctuation_in_what_is_read_over_harms_nothing() =>
        Assert.Empty(Read("FSU/14\n157-53806270HKGNLU/T1/O'NEILL & SONS, LTD\nNFD/18JUN1400/LYS/T1/O'NEILL (SYNTHETIC): 1+1\nOSI/@").Unreadable);

    [Fact]
    public void Bounds_hold()
    {
        var limits = FeedLimits.Default with { MaxBytes = 100, ExcerptBytes = 10, MaxEvents = 2, MaxLine = 40 };
        FeedReading Bounded(string message) => CargoImp.Read(Encoding.ASCII.GetBytes(message), Context with { Limits = limits });

        Assert.Equal("FSU/14\n157", Assert.Single(Bounded("FSU/14\n157-53806270HKGNLU/T1" + new string('\n', 100)).Unreadable).Raw);
        Assert.Contains("more than 2 statuses", Assert.Single(Bounded("FSU/14\n157-53806270/T1\nNFD/01JUN/LYS\nNFD/02JUN/LYS\nNFD/03JUN/LYS").Unreadable).Reason);
        Assert.Contains("longer than 40", Assert.Single(Bounded("FSU/14\n157-53806270/T1/" + new string('X', 40) + "\nNFD/01JUN/LYS").Unreadable).Reason);
    }

    private static FeedReading Read(string message) => CargoImp.Read(Encoding.UTF8.GetBytes(message), Context);
}
