using System.Collections.Immutable;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using NodaTime;

namespace FreightRecovery.Web.SampleBook;

/// <summary>A dated fact about a customer.</summary>
internal sealed record SampleSignal(SampleCustomer Customer, SignalKind Kind, Instant At, Channel? Channel = null)
{
    public string? Note => Phrases.Of(Kind, Customer.Market.Language);
}

/// <summary>Two years of bookings, contacts and words. Every booking is a shipment of the book.</summary>
internal static class SignalBook
{
    public static ImmutableArray<SampleSignal> Make(
        int seed, Instant now, ImmutableArray<SampleCustomer> customers, ImmutableArray<SampleShipment> shipments)
    {
        var draw = new Draw(seed, "signals");
        var byCustomer = shipments.ToLookup(s => s.Customer.Ref, s => s.BookedAt);
        return
        [
            .. customers.SelectMany(c => OfCustomer(draw, now, c, [.. byCustomer[c.Ref].Order()]))
                .OrderBy(s => s.At).ThenBy(s => s.Customer.Ref, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<SampleSignal> OfCustomer(Draw draw, Instant now, SampleCustomer customer, Instant[] bookings)
    {
        SampleSignal Word(SignalKind kind, Instant at) => new(customer, kind, Instant.Min(at, now), draw.Of(Channels));

        SampleSignal Ago(SignalKind kind, int leastDays, int mostDays) => Word(kind, now - draw.Days(leastDays, mostDays));

        var lastWord = LastWord(customer.Temperament, now, bookings[^1]);
        foreach (var at in bookings)
            yield return new SampleSignal(customer, SignalKind.Booking, at);
        foreach (var contact in Touch.Of(draw, bookings, lastWord))
            yield return Word(SignalKind.Contact, contact);

        switch (customer.Temperament)
        {
            case Temperament.Lively or Temperament.Steady:
                yield return Ago(SignalKind.Contact, 1, 12);
                if (draw.Chance(30))
                    yield return Ago(SignalKind.Praise, 20, 500);
                break;
            case Temperament.Slowing or Temperament.Quiet:
                break;
            case Temperament.Grumbling:
                yield return Ago(SignalKind.Contact, 1, 8);
                yield return Ago(SignalKind.Remark, 2, 20);
                break;
            case Temperament.Complaining:
                yield return Ago(SignalKind.Complaint, 12, 35);
                yield return Ago(SignalKind.Contact, 1, 8);
                break;
            case Temperament.Captive:
                yield return Word(SignalKind.Complaint, lastWord - draw.Days(18, 30));
                yield return Word(SignalKind.Complaint, lastWord - draw.Days(5, 12));
                yield return Word(SignalKind.Complaint, lastWord);
                break;
            case Temperament.FallenSilent or Temperament.Gone:
                yield return Word(SignalKind.Complaint, lastWord - draw.Days(25, 40));
                yield return Word(SignalKind.Complaint, lastWord - draw.Days(8, 16));
                yield return Word(SignalKind.Complaint, lastWord);
                break;
            case Temperament.Leaving:
                yield return Ago(SignalKind.Complaint, 45, 60);
                yield return Ago(SignalKind.Threat, 20, 35);
                yield return Ago(SignalKind.Farewell, 4, 12);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static readonly ImmutableArray<Channel> Channels = [Channel.Email, Channel.Email, Channel.Phone, Channel.Portal, Channel.FaceToFace];

    /// <summary>After this the customer says nothing more, whatever it books.</summary>
    private static Instant LastWord(Temperament temperament, Instant now, Instant lastBooking) => temperament switch
    {
        Temperament.FallenSilent or Temperament.Gone => lastBooking + Duration.FromDays(10),
        Temperament.Quiet => lastBooking + Duration.FromDays(5),
        Temperament.Captive => now - Duration.FromDays(220),
        Temperament.Lively or Temperament.Steady or Temperament.Slowing or Temperament.Grumbling or Temperament.Complaining
            or Temperament.Leaving => now,
    };
}
