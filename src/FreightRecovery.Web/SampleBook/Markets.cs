using System.Collections.Immutable;

namespace FreightRecovery.Web.SampleBook;

/// <summary>A person at a customer, with the Latin spelling that the mail address takes.</summary>
internal sealed record Person(string Name, string Latin);

/// <summary>A group of customers that one branch serves in one language.</summary>
/// <param name="Branch">Our branch that serves it.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Language">The language its customers write.</param>
/// <param name="TimeZone">IANA time zone.</param>
/// <param name="Currency">The currency of its invoices and margins.</param>
/// <param name="Customers">How many there are.</param>
/// <param name="Phone">The start of a number in a range that nobody is given; three digits follow.</param>
/// <param name="Places">The first word of a company's name.</param>
/// <param name="Trades">The rest of it.</param>
/// <param name="People">Who answers there.</param>
internal sealed record Market(
    string Branch,
    string Country,
    string Language,
    string TimeZone,
    string Currency,
    int Customers,
    string Phone,
    ImmutableArray<string> Places,
    ImmutableArray<string> Trades,
    ImmutableArray<Person> People)
{
    /// <summary>Company names of our own; no two alike below the product of both lists.</summary>
    public string CompanyName(int ordinal) =>
        Language.StartsWith("zh", StringComparison.Ordinal)
            ? Place(ordinal) + Trade(ordinal)
            : $"{Place(ordinal)} {Trade(ordinal)}";

    private string Place(int ordinal) => Places[ordinal % Places.Length];

    private string Trade(int ordinal) => Trades[(ordinal / Places.Length + 2 * (ordinal % Places.Length)) % Trades.Length];
}

/// <summary>The people of a branch, by the names they sign in with.</summary>
internal sealed record Staff(ImmutableArray<string> SalesReps, ImmutableArray<string> AccountManagers, string Finance);

/// <summary>The markets of the sample book and who serves them.</summary>
internal static class Markets
{
    // Numbers kept for drama by the authorities of the United Kingdom, Germany and North America; elsewhere the country
    // code 999, which no country has.
    private const string Nowhere = "+999 555 0";
    private const string Hamburg = "+49 40 66969";
    private const string London = "+44 20 7946 0";
    private const string NewYork = "+1 212 555 0";
    private const string Chicago = "+1 312 555 0";

    private static readonly ImmutableArray<Person> Mainland =
    [
        new("王立新", "wang.lixin"), new("陈晓梅", "chen.xiaomei"), new("赵国强", "zhao.guoqiang"), new("孙雅琴", "sun.yaqin"),
        new("刘海波", "liu.haibo"), new("周文静", "zhou.wenjing"), new("吴建民", "wu.jianmin"), new("徐丽华", "xu.lihua"),
    ];

    private static readonly ImmutableArray<Person> HongKongAndTaiwan =
    [
        new("陳志明", "chan.chiming"), new("黃美玲", "wong.meiling"), new("林俊傑", "lin.chunchieh"), new("張淑芬", "chang.shufen"),
        new("李家豪", "lee.kaho"), new("何詠詩", "ho.wingsze"), new("蔡宗翰", "tsai.tsunghan"),
    ];

    private static readonly ImmutableArray<Person> Europe =
    [
        new("Katrin Vogelsang", "k.vogelsang"), new("Jens Petersdorf", "j.petersdorf"), new("Anneke de Wit", "a.dewit"),
        new("Pieter Zandstra", "p.zandstra"), new("Fiona Ashdown", "f.ashdown"), new("Graham Pell", "g.pell"),
        new("Ulrike Sommerfeld", "u.sommerfeld"),
    ];

    private static readonly ImmutableArray<Person> Russian =
    [
        new("Ольга Ветрова", "o.vetrova"), new("Сергей Лагунов", "s.lagunov"), new("Марина Северцева", "m.severtseva"),
        new("Дмитрий Касьянов", "d.kasyanov"), new("Айгуль Сапарова", "a.saparova"), new("Павел Горин", "p.gorin"),
    ];

    private static readonly ImmutableArray<Person> American =
    [
        new("Denise Hollowell", "d.hollowell"), new("Marcus Tate", "m.tate"), new("Priya Raman", "p.raman"),
        new("Luis Cabrera", "l.cabrera"), new("Joan Whitlock", "j.whitlock"), new("Sam Okafor", "s.okafor"),
    ];

    public static readonly Market China = new(
        "SHA", "CN", "zh-Hans", "Asia/Shanghai", "USD", 44, Nowhere,
        ["海岚", "锦屿", "东泊", "青浪", "云帆", "瑞港", "启岳", "恒汐", "明舶", "远麓", "沧合", "天渚"],
        ["进出口有限公司", "机械设备有限公司", "家居用品有限公司", "纺织有限公司", "电子科技有限公司"], Mainland);

    public static readonly Market ChinaInYuan = China with
    {
        Currency = "CNY", Customers = 10, Places = ["宁泽", "津帆", "江墅", "北渡", "柏川"], Trades = ["国际贸易有限公司", "新能源材料有限公司"],
    };

    public static readonly Market HongKong = new(
        "HKG", "HK", "zh-Hant", "Asia/Hong_Kong", "HKD", 18, Nowhere,
        ["港灣", "維景", "啟潮", "匯嶼", "星渡", "聯舫"], ["貿易有限公司", "電子有限公司", "玩具廠有限公司", "鐘錶有限公司"], HongKongAndTaiwan);

    public static readonly Market Taiwan = new(
        "HKG", "TW", "zh-Hant", "Asia/Taipei", "USD", 16, Nowhere,
        ["鴻渚", "玉泊", "嘉浪", "翠屏", "北舟"], ["精密工業股份有限公司", "自行車股份有限公司", "半導體材料股份有限公司", "塑膠股份有限公司"], HongKongAndTaiwan);

    public static readonly Market Germany = new(
        "HAM", "DE", "en", "Europe/Berlin", "EUR", 24, Hamburg,
        ["Elbwarf", "Nordkai", "Heidfeld", "Lindauer", "Marschland", "Sturmvogel", "Brückner"],
        ["Maschinenbau GmbH", "Pumpen GmbH", "Handels KG", "Labortechnik GmbH"], Europe);

    public static readonly Market Netherlands = new(
        "HAM", "NL", "en", "Europe/Amsterdam", "EUR", 10, Hamburg,
        ["Waterlelie", "Zuidpolder", "Molenhoek", "Oosterdijk"], ["Bloembollen BV", "Zuivel BV", "Techniek BV"], Europe);

    public static readonly Market Britain = new(
        "HAM", "GB", "en", "Europe/London", "USD", 8, London,
        ["Saltmarsh", "Fernhill", "Quayside", "Otterbourne"], ["Instruments Ltd", "Furnishings Ltd", "Spirits Ltd"], Europe);

    public static readonly Market Russia = new(
        "LED", "RU", "ru", "Europe/Moscow", "USD", 18, Nowhere,
        ["ООО «Северный", "ООО «Невский", "ООО «Балтийский", "ООО «Янтарный", "АО «Приморский"],
        ["Инструмент»", "Текстиль»", "Станок»", "Фарфор»", "Крепёж»"], Russian);

    public static readonly Market Urals = Russia with
    {
        TimeZone = "Asia/Yekaterinburg", Customers = 8, Places = ["ООО «Уральский", "ООО «Каменный"], Trades = ["Металл»", "Кабель»", "Насос»", "Подшипник»"],
    };

    public static readonly Market Kazakhstan = Russia with
    {
        Country = "KZ", TimeZone = "Asia/Almaty", Customers = 8, Places = ["ТОО «Степной", "ТОО «Алатауский"], Trades = ["Торг»", "Агро»", "Сервис»", "Импорт»"],
    };

    public static readonly Market AmericanEast = new(
        "NYC", "US", "en", "America/New_York", "USD", 20, NewYork,
        ["Harrow Creek", "Bluestone", "Palisade", "Cold Spring", "Larchmere"], ["Home Goods Inc", "Tool Works Inc", "Apparel LLC", "Cycles Inc"], American);

    public static readonly Market AmericanMidwest = AmericanEast with
    {
        TimeZone = "America/Chicago", Phone = Chicago, Customers = 10, Places = ["Prairie Glass", "Lakeview", "Ironwood"], Trades = ["Equipment Inc", "Foods LLC", "Medical Inc", "Lighting LLC"],
    };

    /// <summary>All markets; with the customers of the worked cases they hold two hundred.</summary>
    public static readonly ImmutableArray<Market> All =
    [
        China, ChinaInYuan, HongKong, Taiwan, Germany, Netherlands, Britain, Russia, Urals, Kazakhstan, AmericanEast, AmericanMidwest,
    ];

    public static Staff StaffOf(string branch) => branch switch
    {
        "SHA" => new(["mei.lin", "jun.zhao", "xin.he", "yan.shen"], ["wei.tang", "rui.fang"], "fiona.wu"),
        "HKG" => new(["kitty.lau", "alvin.cheng", "hsin.kuo"], ["grace.yip", "terence.mok"], "carol.yeung"),
        "HAM" => new(["lena.harms", "tobias.kruse", "marit.visser"], ["ingrid.thode", "oliver.brandt"], "silke.behrens"),
        "LED" => new(["irina.belova", "anton.reznik", "dana.akhmetova"], ["elena.morozova", "viktor.sokol"], "larisa.gromova"),
        "NYC" => new(["carla.reyes", "ben.ashford", "nora.feldman"], ["howard.pike", "alicia.monroe"], "martin.doyle"),
        _ => throw new ArgumentOutOfRangeException(nameof(branch), branch, "No such branch in the sample book."),
    };
}
