using System.Collections.Frozen;

namespace FreightRecovery.Feeds.Edifact;

/// <summary>
/// Transport statuses: UN/CEFACT Recommendation 24, which element 4405 refers to, up to its sixth revision of 2017; and the codes
/// that list 9011 of D.95B to D.99B had besides. Both number alike, save 51 and 59. What needs no telling apart is
/// <see cref="FactKind.Other"/> with the list's meaning in few words. Codes that are not here are unknown.
/// </summary>
internal static class StatusCodes
{
    private const string Weather = "WEA", Strike = "STR", Accident = "ACC";

    private static readonly FrozenDictionary<string, StatusMeaning> Meanings =
        Wrong().Concat(Handled()).Concat(Others()).ToFrozenDictionary(m => m.Code, m => m.Meaning, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, StatusMeaning>.AlternateLookup<ReadOnlySpan<char>> ByCode =
        Meanings.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The meaning of a code; false when it is not in the list.</summary>
    public static bool TryGet(ReadOnlySpan<char> code, out StatusMeaning meaning) => ByCode.TryGetValue(code, out meaning!);

    private static IEnumerable<(string Code, StatusMeaning Meaning)> Wrong() =>
    [
        .. All(IrregularityKind.RefusedByCustoms, "17"),
        .. All(IrregularityKind.Damaged, "3 18 81 120 199 218 307 308 309"),
        .. All(IrregularityKind.Delayed, "20 23 25 52 53 56 90 101 105 109 110 210 211 212 213 219 225 227 239 248 270 271 272 273 314 317 318 319 339 348 352 353 354"),
        .. All(IrregularityKind.Delayed, "182 266 345").Select(m => (m.Code, m.Meaning with { Delay = Weather })),
        .. All(IrregularityKind.Delayed, "224 235 341").Select(m => (m.Code, m.Meaning with { Delay = Strike })),
        .. All(IrregularityKind.Delayed, "222").Select(m => (m.Code, m.Meaning with { Delay = Accident })),
        .. All(IrregularityKind.Missing, "36 54 85 87 117 119 220 231 287 330"),
        .. All(IrregularityKind.Found, "37 62"),
        .. All(IrregularityKind.Lost, "49 66 329 331"),
        .. All(IrregularityKind.NotLoaded, "57 206"),
        .. All(IrregularityKind.Offloaded, "59"),
        .. All(IrregularityKind.ShortShipped, "86"),
        .. All(IrregularityKind.OverCarried, "302"),
        .. All(IrregularityKind.Discrepancy, "73 107 115 288 327"),
        .. All(IrregularityKind.HeldByAuthority, "116 187 228 229 232"),
        .. All(IrregularityKind.DocumentsFound, "300"),
        .. All(IrregularityKind.DocumentsMissing, "241 301 358"),
        .. All(IrregularityKind.RefusedByConsignee,
            "104 106 207 253 275 276 277 278 279 280 281 282 283 284 285 286 291 292 295 297 298 299 325"),
    ];

    private static IEnumerable<(string Code, StatusMeaning Meaning)> Handled() =>
    [
        .. All(CargoMove.Arrived, "1 40", OnLeg: new FactKind.Arrival()),
        .. All(CargoMove.Departed, "24 127 27", OnLeg: new FactKind.Departure()),
        .. All(CargoMove.Booked, "6"),
        .. All(CargoMove.Loaded, "48 79", EquipmentMove.Loaded),
        .. All(CargoMove.Loaded, "92"),
        .. All(CargoMove.Manifested, "50"),
        .. All(CargoMove.Prepared, "15 71 363"),
        .. All(CargoMove.Prepared, "93 94", EquipmentMove.Stuffed),
        .. All(CargoMove.ReceivedFromShipper, "130 43"),
        .. All(CargoMove.OnHand, "74 72"),
        .. All(CargoMove.Stored, "46 47 91"),
        .. All(CargoMove.HandedOver, "41 42 349"),
        .. All(CargoMove.Transferred, "98 99 100 131 368"),
        .. All(CargoMove.ClearedByCustoms, "12", EquipmentMove.ReleasedByCustoms),
        .. All(CargoMove.ReportedToCustoms, "126"),
        .. All(CargoMove.DocumentsDelivered, "123"),
        .. All(CargoMove.ConsigneeNotified, "45 112"),
        .. All(CargoMove.Collected, "13", EquipmentMove.PickedUp),
        .. All(CargoMove.Delivered, "21 22 114"),
        .. All(CargoMove.Delivered, "361").Select(m => (m.Code, m.Meaning with { Firmness = Classifier.Estimated })),
        .. All(CargoMove.Delivered, "209").Select(m => (m.Code, m.Meaning with { Firmness = Classifier.Planned })),
        .. All(CargoMove.Returned, "80 82 313"),
    ];

    private static IEnumerable<(string Code, StatusMeaning Meaning)> Others()
    {
        foreach (var line in Words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var code = line[..space];
            yield return (code, new StatusMeaning(new FactKind.Other(line[(space + 1)..]))
            {
                Move = code switch
                {
                    "16" => EquipmentMove.Crossed,
                    "28" or "371" => EquipmentMove.Stripped,
                    // The pair of 371: filled with goods, which puts it on board of nothing.
                    "372" => EquipmentMove.Stuffed,
                    "29" or "346" => EquipmentMove.Discharged,
                    "83" => EquipmentMove.Resealed,
                    "364" => EquipmentMove.GatedIn,
                    "365" => EquipmentMove.GatedOut,
                    _ => null,
                },
                Paper = code switch
                {
                    "7" => (DocumentKind.Booking, DocumentStatus.Cancelled),
                    "359" => (DocumentKind.TransportDocument, DocumentStatus.Issued),
                    _ => null,
                },
            });
        }
    }

    private static IEnumerable<(string Code, StatusMeaning Meaning)> All(IrregularityKind kind, string codes) =>
        codes.Split(' ').Select(code => (code, new StatusMeaning(new FactKind.Irregularity(kind))));

    private static IEnumerable<(string Code, StatusMeaning Meaning)> All(
        CargoMove move, string codes, EquipmentMove? container = null, FactKind? OnLeg = null) =>
        codes.Split(' ').Select(code => (code, new StatusMeaning(new FactKind.Handling(move)) { Move = container, OnLeg = OnLeg }));

    private const string Words = """
        2 loading authorised
        4 equipment back in service
        5 process begun
        7 booking cancelled
        8 import restrictions lifted
        9 export restrictions lifted
        10 cleared by the food or agriculture authority
        11 cleared by the port
        14 process completed
        16 crossed a border
        19 repair of equipment quoted
        26 taken off the rail wagon
        28 taken out of the container
        29 unloaded
        30 empty on inspection
        31 on its way
        32 equipment back from repair
        33 equipment sent for repair
        34 equipment repaired
        35 forwarded to destination
        38 freight paid
        39 released from bond
        44 misrouting corrected
        51 unloaded, or before 2000 means of transport damaged
        55 not collected
        58 equipment off hire
        60 equipment on hire
        61 claims settled
        63 not available for collection
        64 collection awaited
        65 equipment plugged in
        67 positioned
        68 announced
        69 disposed of
        70 put onto the rail wagon
        75 consignee changed
        76 transport re-arranged
        77 action refused
        78 released
        83 equipment sealed
        84 service ordered
        88 consignment split
        89 steam cleaned
        95 sub-lease in
        96 sub-lease out
        97 damage surveyed
        102 status unknown
        103 equipment unplugged
        108 delivery claimed
        111 transport ended
        113 delivery under way
        118 stowed on deck
        121 stowed under deck
        124 to be transferred
        125 no status
        128 waiting for import release
        129 moving in bond
        132 loading under way
        133 special loading
        134 passengers embark
        135 unloading under way
        136 special unloading
        137 passengers disembark
        138 means of transport relocated
        139 entering port
        140 leaving port
        141 manoeuvring in port
        142 means of transport prepared
        143 taking ballast
        144 discharging ballast
        145 cargo space prepared
        146 taking provisions
        147 taking fuel
        148 taking water
        149 taking oil
        150 taking food
        151 sanitary work
        152 fumigation
        153 disinfestation
        154 deratting
        155 degassing
        156 crew recruited
        157 training
        158 salvage
        159 loading alongside
        161 loading at anchor
        162 unloading at wharf
        163 unloading on board
        164 unloading at anchor
        165 loading and unloading
        166 idle
        167 technical work
        168 compass adjusted
        169 papers cleared
        170 customs formalities
        171 medical control
        172 loading prepared
        174 unloading prepared
        175 unloading dirty ballast
        176 papers fetched from the register
        177 papers of wreckage fetched
        178 waiting to enter or leave
        179 waiting for a pilot
        180 waiting for a tug
        181 waiting for daylight
        183 waiting for a convoy
        184 waiting for an authority
        185 waiting because of a ban
        186 waiting for entry permission
        188 waiting by the terms of charter
        189 waiting for a berth
        190 waiting for cargo
        191 waiting for workers
        192 waiting for storage
        193 waiting for equipment
        194 waiting for other transport
        195 waiting for handling equipment
        196 waiting for handling equipment on board
        197 waiting for cargo to be ready
        198 waiting for the means of transport to be ready
        200 waiting for working hours
        201 waiting for repair of the means of transport
        202 waiting for repair of handling equipment
        203 passengers embark by tender
        204 waiting for a convoy to pass
        205 address outside the delivery area
        208 seals replaced
        214 computers down
        215 credit to be approved
        216 customer to arrange
        233 wrong pick list
        234 wrong address
        236 waiting for instructions
        238 means of transport damaged
        240 mechanical inspection
        242 new arrangements for delivery
        243 recipient not known
        247 package not ready
        250 freight not paid
        251 refused for want of payment
        254 delivery planned past the cut-off
        255 shunted to a siding
        256 no signature needed
        258 special service needed
        260 no tracking information
        265 reason unknown
        267 free time expired
        269 consignee absent
        274 address incomplete
        306 document found
        310 handled as agreed
        311 claim opened
        312 moved
        315 held by the logistics provider
        316 incident accepted by the principal
        320 incident at the logistics provider
        321 instruction to despatch received
        322 despatch prepared
        323 return under way
        324 instruction to despatch cancelled
        326 held on the owner's instruction
        328 moved internally
        332 logistics provider acted
        333 logistics provider acted as instructed
        334 document refused
        335 seals damaged
        336 seals broken
        337 seals tampered with
        338 collection failed, business closed
        340 collection needs a better address
        342 collection failed, equipment
        343 document wrong
        344 collection planned past the cut-off
        346 unloaded from a means of transport
        347 deliverable
        350 signature needed
        351 defined incident at the logistics provider
        355 on its way locally
        356 on its way nationally
        357 on its way abroad
        359 bill of lading issued
        360 cleared by the logistics provider
        362 measured
        364 arrived at the yard
        365 left the yard
        366 taken over at the interchange
        367 alerted, nothing done
        369 trip plan revised
        370 special wagon handling
        371 equipment emptied
        372 equipment loaded
        373 equipment held by the transport operator
        374 equipment held by the terminal operator
        375 storage period at the terminal exceeded
        376 equipment held by its operator
        377 equipment not released by its operator
        378 delivery order issued
        379 container cleared for release
        """;
}
