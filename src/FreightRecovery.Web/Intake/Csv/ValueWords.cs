using System.Collections.Frozen;
using FreightRecovery.Domain;
using FreightRecovery.Store;
using FreightRecovery.Web.Api.Bodies;

namespace FreightRecovery.Web.Intake.Csv;

/// <summary>
/// What offices write for the values of our enumerations, and for true and false, in the product's four languages. A value is compared
/// like a column's name; words that two values could mean are left out. What is not here is told with our own words.
/// </summary>
internal static class ValueWords
{
    private static readonly FrozenDictionary<Type, string> Lists = new Dictionary<Type, string>
    {
        [typeof(TransportMode)] = """
            sea: ocean, sea freight, ocean freight, 海运, 海運, море, морем, морской
            air: air freight, 空运, 空運, авиа, самолётом, самолетом, воздушный
            road: truck, trucking, 公路, 陆运, 陸運, авто, автомобильный
            rail: train, railway, 铁路, 鐵路, ж/д, железнодорожный
            """,
        [typeof(IncidentKind)] = """
            chargeableMassWrong: wrong weight, weight wrong, 重量不符, 重量错误, 重量錯誤, неверный вес, ошибка в весе
            packingDamaged: packaging damaged, 包装破损, 包裝破損, повреждена упаковка, повреждение упаковки
            documentsDefective: wrong documents, documents wrong, 单证错误, 單證錯誤, ошибка в документах
            declarationWrong: wrong declaration, 申报错误, 申報錯誤, ошибка в декларации
            transitDelay: delay, delayed, late, 延误, 延誤, задержка, опоздание
            customsPapersLate: customs documents late, 报关单证延误, 報關單證延誤, задержка таможенных документов
            customsPapersLost: customs documents lost, 报关单证丢失, 報關單證遺失, утеря таможенных документов
            cargoRolled: rolled, rollover, left behind, 甩柜, 甩货, 甩櫃, 甩貨, груз не погружен
            cargoLost: lost, loss, 丢失, 货物丢失, 遺失, 貨物遺失, утеря, утрата, утрата груза
            cargoDamaged: damaged, damage, 货损, 貨損, 货物损坏, 貨物損壞, повреждение, повреждение груза
            priceDiffersFromQuote: wrong price, price difference, 价格不符, 價格不符, цена отличается
            forceMajeure: 不可抗力, форс-мажор
            """,
        [typeof(ForceMajeureCause)] = """
            weather: storm, 天气, 天氣, погода
            war: 战争, 戰爭, война
            strike: 罢工, 罷工, забастовка
            accident: 事故, авария
            portClosure: port closed, 封港, 港口关闭, 港口關閉, закрытие порта
            authority: authorities, 政府行为, 政府行為, власти
            """,
        [typeof(Fault)] = """
            operations: 操作, операционный отдел
            sales: 销售, 銷售, отдел продаж
            carrier: 承运人, 承運人, перевозчик
            agent: 代理, агент
            customer: client, 客户, 客戶, клиент
            nobody: none, 无, 無, никто
            """,
        [typeof(Severity)] = """
            minor: low, small, 轻微, 輕微, низкая, незначительная
            major: high, serious, 严重, 嚴重, высокая, серьезная, серьёзная
            critical: 特别严重, 特別嚴重, критическая
            """,
        [typeof(Channel)] = """
            phone: telephone, call, 电话, 電話, телефон, звонок
            email: e-mail, mail, 邮件, 电子邮件, 郵件, 電子郵件, почта, электронная почта
            form: 表单, 表單, форма
            faceToFace: in person, meeting, visit, 面谈, 面談, лично, встреча
            socialMedia: social, 社交媒体, 社群媒體, соцсети, социальные сети
            """,
        [typeof(Wish)] = """
            replacement: 换货, 換貨, замена
            redelivery: 重新派送, повторная доставка
            rebooking: 改订舱, 改訂艙, перебронирование
            refund: 退款, возврат, возврат денег
            discount: 折扣, скидка
            repair: 修理, ремонт
            apology: 道歉, извинение, извинения
            information: info, 信息, 資訊, информация
            compensation: 赔偿, 賠償, компенсация
            """,
        [typeof(InvoiceKind)] = """
            freight: 运费, 運費, фрахт
            surcharge: 附加费, 附加費, надбавка, доплата
            duty: customs duty, 关税, 關稅, пошлина
            other: 其他, прочее, другое
            """,
        [typeof(SpokenSignal)] = """
            contact: 联系, 聯繫, контакт
            complaint: 投诉, 投訴, жалоба
            praise: 表扬, 表揚, похвала
            booking: 订舱, 訂艙, бронирование
            """,
    }.ToFrozenDictionary();

    /// <summary>True and false.</summary>
    public static FrozenDictionary<string, string> Truth { get; } = Read(["true", "false"], """
        true: yes, y, 是, да
        false: no, n, 否, нет
        """);

    /// <summary>An enumeration's values by the plain words for them, their own with them.</summary>
    /// <exception cref="InvalidOperationException">Two values have one word, or a word names no value: this file is wrong.</exception>
    public static FrozenDictionary<string, string> Of(Type type) => Read([.. Names.All(type)], Lists.GetValueOrDefault(type, ""));

    private static FrozenDictionary<string, string> Read(string[] own, string lines)
    {
        var words = own.ToDictionary(HeaderWords.Plain, v => v, StringComparer.Ordinal);
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (!own.Contains(line[..colon]))
                throw new InvalidOperationException($"There is no value {line[..colon]}.");
            foreach (var word in line[(colon + 1)..].Split(',').Select(HeaderWords.Plain))
                if (!words.TryAdd(word, line[..colon]) && words[word] != line[..colon])
                    throw new InvalidOperationException($"'{word}' means {words[word]} and {line[..colon]}.");
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
