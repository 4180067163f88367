using System.Collections.Immutable;
using System.Globalization;
using FreightRecovery.Domain;
using NodaTime;

namespace FreightRecovery.Web.SampleBook;

/// <summary>The customers and shipments of the five worked cases, under references that are easy to remember.</summary>
internal static class WorkedCases
{
    public const int CustomerCount = 6;

    public const string Rolled = "QD-ROLLED-01";
    public const string LoadedBesideRolled = "QD-LOADED-01";
    public const string Papers = "SH-PAPERS-01";
    public const string WrongMass = "HK-MASS-01";

    private const string CollisionPrefix = "QD-COLLISION-";
    private const string TyphoonPrefix = "NB-TYPHOON-";

    public static bool IsCollision(SampleShipment shipment) => shipment.Ref.StartsWith(CollisionPrefix, StringComparison.Ordinal);

    public static bool IsTyphoon(SampleShipment shipment) => shipment.Ref.StartsWith(TyphoonPrefix, StringComparison.Ordinal);

    /// <summary>Worked cases have a word where others have a serial.</summary>
    public static bool Is(SampleShipment shipment) => Is(shipment.Ref);

    /// <summary>The same of a reference.</summary>
    public static bool Is(string shipment) => shipment[2] == '-';

    /// <summary>INV-ROLLED-01 for QD-ROLLED-01.</summary>
    public static string InvoiceOf(string shipment) => "INV" + shipment[2..];

    public static ImmutableArray<SampleCustomer> Customers(Draw draw) =>
    [
        CustomerBook.One(draw, "C-CASE1", "青岛海锚水产机械有限公司", Markets.China, Temperament.Steady) with
        {
            AnnualMargin = 48_000m, SalesRep = "mei.lin", AccountManager = "wei.tang",
        },
        CustomerBook.One(draw, "C-CASE2A", "Candlewood Home Goods Inc", Markets.AmericanEast, Temperament.Steady) with
        {
            AnnualMargin = 62_000m, SalesRep = "carla.reyes", AccountManager = "howard.pike",
        },
        CustomerBook.One(draw, "C-CASE2B", "Stillwater Cycle Works LLC", Markets.AmericanEast, Temperament.Steady) with
        {
            AnnualMargin = 85_000m, SalesRep = "ben.ashford", AccountManager = "alicia.monroe",
        },
        CustomerBook.One(draw, "C-CASE3", "上海砚池五金制品有限公司", Markets.China, Temperament.Complaining) with
        {
            AnnualMargin = 21_000m, Nominated = true, SalesRep = "jun.zhao", AccountManager = "rui.fang",
        },
        CustomerBook.One(draw, "C-CASE4", "港鷺光學儀器有限公司", Markets.HongKong with { Currency = "USD" }, Temperament.Steady) with
        {
            AnnualMargin = 30_000m, SalesRep = "kitty.lau", AccountManager = "grace.yip",
        },
        CustomerBook.One(draw, "C-CASE5", "ООО «Тихая Бухта»", Markets.Russia, Temperament.Steady) with
        {
            AnnualMargin = 54_000m, SalesRep = "irina.belova", AccountManager = "elena.morozova",
        },
    ];

    public static ImmutableArray<SampleShipment> Shipments(
        Draw draw, ShipmentNumbers numbers, Instant now, ImmutableArray<SampleCustomer> customers)
    {
        var byRef = customers.ToDictionary(c => c.Ref);
        var others = customers.Where(c => c.IsContent && c.Market.Branch is "SHA" or "NYC").ToArray();
        var ningboVladivostok = new Lane(TransportMode.Sea, Places.Ningbo, Places.Vladivostok, 8, 1_500m);

        SampleShipment Sea(string reference, SampleCustomer customer, Line line, Lane lane, int containers, bool? insured, Duration untilDeparture)
        {
            var departsAt = now + untilDeparture;
            var arrivesAt = departsAt + Duration.FromDays(lane.Days);
            return new SampleShipment(reference, customer, lane)
            {
                Line = line,
                Carrier = line.Code,
                Vessel = line.Sailing(lane, departsAt),
                Voyage = Line.Voyage(lane, departsAt),
                Incoterm = "FOB",
                Packages = containers * 420,
                GrossKilograms = containers * 14_400m,
                ChargeableKilograms = containers * 14_400m,
                CubicMetres = containers * 58m,
                Insured = insured,
                Regime = Regimes.Of(lane),
                BookedAt = departsAt - Duration.FromDays(21),
                DepartsAt = departsAt,
                ArrivesAt = arrivesAt,
                DeliversAt = arrivesAt + Duration.FromDays(4),
                DeliveredAt = arrivesAt + Duration.FromDays(4) <= now ? arrivesAt + Duration.FromDays(4) : null,
                MasterReference = numbers.Master(lane, line.Code, airline: null),
                Containers = numbers.Containers(line, containers),
                Freight = lane.Rate * containers * Tariff.PerDollar(customer.Market.Currency),
            };
        }

        SampleShipment Collision(int number, SampleCustomer customer, int containers, bool? insured) =>
            Sea(Numbered(CollisionPrefix, number), customer, Carriers.Halyard, Places.QingdaoNewYork, containers, insured, Duration.FromHours(-34));

        SampleShipment Typhoon(int number, SampleCustomer customer) =>
            Sea(Numbered(TyphoonPrefix, number), customer, Carriers.TernAndSwallow, ningboVladivostok, 2, insured: false, Duration.FromHours(-60));

        return
        [
            // Case 1: thirty containers for Japan; the ship left last night without them, and with the neighbour's.
            Sea(Rolled, byRef["C-CASE1"], Carriers.JadeStraits, Places.QingdaoYokohama, 30, insured: false, Duration.FromHours(-14)),
            Sea(LoadedBesideRolled, others[0], Carriers.JadeStraits, Places.QingdaoYokohama, 2, insured: true, Duration.FromHours(-14)),

            // Case 2: six shipments of five customers on the ship that collided at Busan the day after it sailed.
            Collision(1, byRef["C-CASE2A"], 3, insured: true),
            Collision(2, byRef["C-CASE2B"], 2, insured: false),
            Collision(3, byRef["C-CASE2B"], 1, insured: false),
            Collision(4, others[1], 2, insured: true),
            Collision(5, others[2], 1, insured: null),
            Collision(6, others[3], 4, insured: true),

            // Case 3: delivered weeks ago; the papers that prove the export never came back.
            Sea(Papers, byRef["C-CASE3"], Carriers.Northbridge, Places.ShanghaiHamburg, 1, insured: false, Duration.FromDays(-52)),

            // Case 4: charged for 520 kg.
            WrongMassByAir(numbers, now, byRef["C-CASE4"]),

            // Case 5: at sea from Ningbo, sheltering until the typhoon has passed.
            Typhoon(1, byRef["C-CASE5"]),
            Typhoon(2, byRef["C-CASE5"]),
            Typhoon(3, others[4]),
            Typhoon(4, others[5]),
        ];
    }

    private static SampleShipment WrongMassByAir(ShipmentNumbers numbers, Instant now, SampleCustomer customer)
    {
        var lane = Places.HongKongFrankfurtByAir;
        var departsAt = now - Duration.FromDays(5);
        return new SampleShipment(WrongMass, customer, lane)
        {
            Carrier = Carriers.Meridian.Code,
            Flight = "ZM7204",
            Incoterm = "CPT",
            Packages = 26,
            GrossKilograms = 520m,
            ChargeableKilograms = 520m,
            CubicMetres = 2.6m,
            Insured = true,
            Regime = LiabilityRegime.Montreal,
            BookedAt = departsAt - Duration.FromDays(3),
            DepartsAt = departsAt,
            ArrivesAt = departsAt + Duration.FromDays(2),
            DeliversAt = departsAt + Duration.FromDays(3),
            DeliveredAt = departsAt + Duration.FromDays(3),
            MasterReference = numbers.Master(lane, Carriers.Meridian.Code, Carriers.Meridian),
            Freight = 520m * lane.Rate,
        };
    }

    private static string Numbered(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{number:D2}");
}
