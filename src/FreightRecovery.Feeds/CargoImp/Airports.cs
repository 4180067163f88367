using System.Collections.Frozen;
using NodaTime;

namespace FreightRecovery.Feeds.CargoImp;

/// <summary>An airport, and the zone of its clocks.</summary>
/// <param name="Code">The IATA code.</param>
/// <param name="Zone">The zone; null when it is not known.</param>
internal readonly record struct Airport(string Code, DateTimeZone? Zone);

/// <summary>
/// The zones of the airports where most of the world's cargo is handled, by their names in the tz database. Schedules in
/// Xinjiang follow Beijing's time. Others are added here, or by a partner's map (list <c>zone</c>).
/// </summary>
internal static class Airports
{
    private static readonly (string Zone, string Airports)[] Rows =
    [
        ("Africa/Accra", "ACC"), ("Africa/Addis_Ababa", "ADD"), ("Africa/Algiers", "ALG"), ("Africa/Cairo", "CAI"),
        ("Africa/Casablanca", "CMN"), ("Africa/Dar_es_Salaam", "DAR"), ("Africa/Harare", "HRE"), ("Africa/Johannesburg", "JNB CPT DUR"),
        ("Africa/Kampala", "EBB"), ("Africa/Khartoum", "KRT"), ("Africa/Lagos", "LOS ABV KAN"), ("Africa/Luanda", "LAD NBJ"),
        ("Africa/Lusaka", "LUN"), ("Africa/Maputo", "MPM"), ("Africa/Nairobi", "NBO MBA EDL"), ("Africa/Tunis", "TUN"),
        ("Africa/Abidjan", "ABJ"), ("Africa/Dakar", "DSS"), ("Africa/Douala", "DLA"), ("Africa/Kigali", "KGL"), ("Africa/Kinshasa", "FIH"),
        ("America/Anchorage", "ANC"), ("America/Argentina/Buenos_Aires", "EZE AEP"), ("America/Bogota", "BOG MDE"),
        ("America/Chicago", "ORD RFD DFW IAH AFW MEM MSP AUS SAT MCI STL HSV BNA MSY"), ("America/Denver", "DEN SLC"), ("America/Phoenix", "PHX"),
        ("America/Detroit", "DTW"), ("America/Guayaquil", "UIO GYE"), ("America/Halifax", "YHZ"), ("America/Indiana/Indianapolis", "IND"),
        ("America/Kentucky/Louisville", "SDF"), ("America/Lima", "LIM"), ("America/Los_Angeles", "LAX SFO OAK SEA ONT PDX SAN SMF RIV SBD"),
        ("America/Manaus", "MAO"), ("America/Mexico_City", "MEX NLU GDL MTY QRO"), ("America/Montevideo", "MVD"),
        ("America/New_York", "JFK EWR LGA MIA ATL BOS PHL IAD BWI CLT CVG ILN CLE PIT MCO FLL RDU GSP CMH LCK TPA"),
        ("America/Panama", "PTY"), ("America/Puerto_Rico", "SJU BQN"), ("America/Santiago", "SCL"), ("America/Sao_Paulo", "GRU VCP GIG CWB"),
        ("America/Santo_Domingo", "SDQ"), ("America/Toronto", "YYZ YUL YHM YOW YMX"), ("America/Vancouver", "YVR"),
        ("America/Winnipeg", "YWG"), ("America/Edmonton", "YYC YEG"), ("America/Caracas", "CCS"), ("America/Asuncion", "ASU"),
        ("America/Guatemala", "GUA"), ("America/Costa_Rica", "SJO"), ("Pacific/Honolulu", "HNL"), ("Pacific/Guam", "GUM"),
        ("Asia/Almaty", "ALA NQZ"), ("Asia/Amman", "AMM"), ("Asia/Baghdad", "BGW EBL"), ("Asia/Bahrain", "BAH"), ("Asia/Baku", "GYD"),
        ("Asia/Bangkok", "BKK DMK HKT"), ("Asia/Beirut", "BEY"), ("Asia/Colombo", "CMB"), ("Asia/Dhaka", "DAC CGP"),
        ("Asia/Dubai", "DXB DWC AUH SHJ"), ("Asia/Ho_Chi_Minh", "SGN HAN DAD"), ("Asia/Hong_Kong", "HKG"), ("Asia/Jakarta", "CGK SUB"),
        ("Asia/Jerusalem", "TLV"), ("Asia/Karachi", "KHI LHE ISB"), ("Asia/Kathmandu", "KTM"),
        ("Asia/Kolkata", "DEL BOM MAA BLR HYD CCU AMD COK"), ("Asia/Kuala_Lumpur", "KUL PEN"), ("Asia/Kuwait", "KWI"), ("Asia/Macau", "MFM"),
        ("Asia/Manila", "MNL CRK CEB"), ("Asia/Muscat", "MCT"), ("Asia/Phnom_Penh", "PNH KTI"), ("Asia/Qatar", "DOH"),
        ("Asia/Riyadh", "RUH JED DMM"), ("Asia/Seoul", "ICN GMP PUS"),
        ("Asia/Shanghai", "PVG SHA PEK PKX CAN SZX CTU TFU CKG XMN TAO TSN DLC HGH NKG WUH CSX CGO EHU NGB XIY KMG SHE HRB FOC NNG HFE TNA KHN WUX URC"),
        ("Asia/Singapore", "SIN"), ("Asia/Taipei", "TPE KHH RMQ"), ("Asia/Tashkent", "TAS NVI"), ("Asia/Tbilisi", "TBS"), ("Asia/Tehran", "IKA"),
        ("Asia/Tokyo", "NRT HND KIX NGO FUK ITM OKA CTS"), ("Asia/Ulaanbaatar", "UBN"), ("Asia/Yangon", "RGN"), ("Asia/Yerevan", "EVN"),
        ("Asia/Novosibirsk", "OVB"), ("Asia/Krasnoyarsk", "KJA"), ("Asia/Yekaterinburg", "SVX"), ("Asia/Vladivostok", "VVO"), ("Asia/Ashgabat", "ASB"),
        ("Atlantic/Reykjavik", "KEF"), ("Australia/Adelaide", "ADL"), ("Australia/Brisbane", "BNE WTB"), ("Australia/Melbourne", "MEL"),
        ("Australia/Perth", "PER"), ("Australia/Sydney", "SYD CBR"), ("Australia/Darwin", "DRW"), ("Pacific/Auckland", "AKL CHC WLG"),
        ("Pacific/Fiji", "NAN"), ("Europe/Amsterdam", "AMS MST"), ("Europe/Athens", "ATH"), ("Europe/Belgrade", "BEG"),
        ("Europe/Berlin", "FRA MUC LEJ CGN HHN BER HAM DUS STR NUE HAJ"), ("Europe/Brussels", "BRU LGG OST"), ("Europe/Bucharest", "OTP"),
        ("Europe/Budapest", "BUD"), ("Europe/Copenhagen", "CPH BLL"), ("Europe/Dublin", "DUB SNN"), ("Europe/Helsinki", "HEL"),
        ("Europe/Istanbul", "IST SAW ISL ESB"), ("Europe/Kiev", "KBP"), ("Europe/Lisbon", "LIS OPO"), ("Europe/London", "LHR LGW STN EMA MAN LTN BHX GLA EDI PIK"),
        ("Europe/Luxembourg", "LUX"), ("Europe/Madrid", "MAD BCN VLC ZAZ VIT"), ("Europe/Malta", "MLA"), ("Europe/Minsk", "MSQ"),
        ("Europe/Moscow", "SVO DME VKO LED"), ("Europe/Oslo", "OSL"), ("Europe/Paris", "CDG ORY XCR LYS MRS TLS NCE VRY"), ("Europe/Prague", "PRG"),
        ("Europe/Riga", "RIX"), ("Europe/Rome", "MXP LIN FCO BGY VCE BLQ"), ("Europe/Sofia", "SOF"), ("Europe/Stockholm", "ARN GOT"),
        ("Europe/Tallinn", "TLL"), ("Europe/Vienna", "VIE LNZ"), ("Europe/Vilnius", "VNO"), ("Europe/Warsaw", "WAW KTW"),
        ("Europe/Zagreb", "ZAG"), ("Europe/Zurich", "ZRH GVA BSL"), ("Europe/Ljubljana", "LJU"), ("Asia/Nicosia", "LCA"),
        ("Indian/Mauritius", "MRU"), ("Indian/Maldives", "MLE"), ("Indian/Antananarivo", "TNR"), ("Indian/Reunion", "RUN"),
    ];

    private static readonly FrozenDictionary<int, Airport> ByCode = Rows
        .SelectMany(row => row.Airports.Split(' '), (row, code) => new Airport(code, DateTimeZoneProviders.Tzdb[row.Zone]))
        .ToFrozenDictionary(airport => Letters.Pack(airport.Code));

    /// <summary>The airport of a code of three letters.</summary>
    public static Airport Find(ReadOnlySpan<byte> code) =>
        ByCode.TryGetValue(Letters.Pack(code), out var airport) ? airport : new(Letters.Text(code), null);
}
