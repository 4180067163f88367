using System.Collections.Frozen;

namespace FreightRecovery.Web.Intake.Csv;

/// <summary>
/// What offices call our columns, in the product's four languages. A name is compared without case, spaces and
/// punctuation. Words that two members could mean are left out: nobody's column is guessed.
/// </summary>
internal static class HeaderWords
{
    // The members of each kind of row, each with its words; a row's own reference is another word in each kind.
    private const string Customers = """
        ref: customer, customer no, customer number, customer code, customer id, client, client no, client code, account no, account number, 客户, 客户编号, 客户号, 客户代码, 客户编码, 客戶, 客戶編號, 客戶號, 客戶代碼, клиент, номер клиента, код клиента, № клиента
        name: customer name, client name, company, company name, 名称, 客户名称, 公司名称, 公司, 名稱, 客戶名稱, 公司名稱, наименование, название, имя клиента, компания, наименование клиента
        language: lang, 语言, 語言, язык
        timeZone: tz, 时区, 時區, часовой пояс
        countryCode: country, 国家, 国家代码, 國家, 國家代碼, страна, код страны
        branch: office, branch office, 分公司, 分支机构, 办事处, 分支機構, 辦事處, филиал, офис
        salesRep: sales, sales person, salesman, sales representative, 销售, 销售员, 业务员, 銷售, 銷售員, 業務員, продавец, менеджер по продажам
        accountManager: key account manager, kam, 客户经理, 客戶經理, менеджер, менеджер клиента
        nominated: nomination, 指定货, 指定客户, 指定貨, 指定客戶, номинированный
        expectedAnnualMargin.amount: expected annual margin, annual margin, 预计年毛利, 年毛利, 預計年毛利, ожидаемая годовая маржа, годовая маржа
        expectedAnnualMargin.currency: currency, margin currency, 币种, 货币, 幣種, 貨幣, 幣別, валюта, валюта маржи
        contacts.name: contact, contact name, contact person, 联系人, 聯繫人, 聯絡人, контакт, контактное лицо
        contacts.email: email, e-mail, mail, 邮箱, 电子邮件, 电邮, 電郵, 電子郵件, почта, электронная почта
        contacts.phone: phone, telephone, tel, mobile, 电话, 手机, 電話, 手機, телефон
        """;

    private const string Shipments = """
        ref: shipment, shipment no, shipment number, shipment ref, shipment reference, house bill, house bl, hbl, hbl no, hawb, hawb no, job no, job number, file no, 货运单号, 运单号, 分单号, 业务编号, 工作号, 貨運單號, 運單號, 分單號, 業務編號, отправка, номер отправки, номер груза, домашний коносамент
        customer: customer no, customer number, customer code, customer id, client, client no, client code, 客户, 客户编号, 客户号, 客户代码, 客户编码, 客戶, 客戶編號, 客戶號, 客戶代碼, клиент, номер клиента, код клиента, № клиента
        mode: transport mode, mode of transport, 运输方式, 運輸方式, вид транспорта, вид перевозки
        carrier: shipping line, airline, line, 承运人, 船公司, 航空公司, 承運人, перевозчик, линия
        agent: overseas agent, 代理, 海外代理, агент
        vessel: vessel name, ship, ship name, 船名, судно, название судна, теплоход
        voyage: voyage no, voyage number, voy, 航次, рейс судна, номер рейса судна
        flight: flight no, flight number, 航班, 航班号, 航班號, авиарейс, номер авиарейса
        origin: from, port of loading, pol, departure port, 起运港, 装货港, 起运地, 起運港, 裝貨港, 起運地, порт погрузки, пункт отправления, отправление
        destination: to, port of discharge, pod, final destination, 目的港, 卸货港, 目的地, 卸貨港, порт выгрузки, пункт назначения, назначение
        incoterm: incoterms, terms, trade terms, delivery terms, 贸易术语, 贸易条款, 貿易術語, 貿易條款, инкотермс, условия поставки
        packages: pieces, pcs, number of packages, no of packages, package count, 件数, 件數, места, количество мест, число мест, кол-во мест
        grossMass: gross weight, gross wt, gw, weight, kgs, 毛重, 毛重kg, вес брутто, брутто, вес
        chargeableMass: chargeable weight, charge weight, cw, 计费重量, 計費重量, оплачиваемый вес, расчетный вес, расчётный вес
        volume: cbm, cube, m3, 体积, 體積, объем, объём
        insured: insurance, 保险, 投保, 保險, страховка, застрахован, застраховано
        liabilityRegime: liability, regime, 责任制度, 責任制度, режим ответственности
        bookedAt: booked, booking date, booked on, 订舱日期, 订舱时间, 訂艙日期, 訂艙時間, дата бронирования, забронировано
        deliveredAt: delivered, delivery date, delivered on, 交货日期, 送达日期, 交貨日期, 送達日期, дата доставки, доставлено
        neededBy: needed, required by, need by, 需求日期, 要求到货日期, 要求到貨日期, требуется к, срок доставки
        plannedDeparture: etd, planned departure, sailing date, 预计离港, 预计开航, 預計離港, плановый отход, дата отхода
        plannedArrival: eta, planned arrival, 预计到港, 预计到达, 預計到港, плановый приход, дата прихода
        papersCutOff: cut off, cutoff, doc cut off, si cut off, 截单时间, 截单日期, 截單時間, крайний срок документов
        masterReference: master, master bill, master bl, mbl, mbl no, mawb, mawb no, booking no, booking number, 主单号, 提单号, 订舱号, 主單號, 提單號, 訂艙號, коносамент, номер коносамента, номер букинга
        containers: container, container no, container number, container numbers, 箱号, 集装箱号, 柜号, 箱號, 櫃號, контейнер, контейнеры, номер контейнера
        """;

    private const string Invoices = """
        ref: invoice, invoice no, invoice number, invoice ref, 发票号, 发票编号, 发票, 發票號, 發票編號, 發票, счет, счёт, номер счета, номер счёта, № счета, № счёта
        shipment: shipment no, shipment number, shipment ref, house bill, hbl, hbl no, hawb, job no, job number, file no, 货运单号, 运单号, 分单号, 业务编号, 工作号, 貨運單號, 運單號, 分單號, 業務編號, отправка, номер отправки, номер груза
        amount.amount: amount, sum, total, invoice amount, 金额, 发票金额, 金額, 發票金額, сумма, сумма счета, сумма счёта
        amount.currency: currency, ccy, curr, 币种, 货币, 幣種, 貨幣, 幣別, валюта
        kind: type, charge type, invoice type, 类型, 费用类型, 類型, 費用類型, вид, тип
        dueOn: due, due date, payment due, payable by, 到期日, 付款日期, 应付日期, 應付日期, срок оплаты, оплатить до
        """;

    private const string Bookings = """
        customer: customer no, customer number, customer code, customer id, client, client no, client code, 客户, 客户编号, 客户号, 客户代码, 客户编码, 客戶, 客戶編號, 客戶號, 客戶代碼, клиент, номер клиента, код клиента, № клиента
        kind: type, signal, 类型, 類型, вид, тип
        at: time, date and time, booked at, booking time, 时间, 時間, время, время бронирования
        channel: 渠道, канал
        note: remark, remarks, comment, comments, 备注, 備註, примечание, комментарий
        """;

    private const string Incidents = """
        shipment: shipment no, shipment number, shipment ref, house bill, hbl, hbl no, hawb, job no, job number, file no, 货运单号, 运单号, 分单号, 业务编号, 工作号, 貨運單號, 運單號, 分單號, 業務編號, отправка, номер отправки, номер груза
        kind: type, incident type, incident kind, 类型, 事故类型, 异常类型, 類型, 事故類型, 異常類型, вид, тип, вид инцидента
        forceMajeureCause: force majeure, 不可抗力原因, причина форс-мажора
        fault: responsible, liable, 责任方, 責任方, вина, виновник
        severity: 严重程度, 嚴重程度, тяжесть, серьезность, серьёзность
        occurredAt: occurred, happened at, incident time, 发生时间, 發生時間, время происшествия, когда произошло
        place: location, port, 地点, 地點, место
        description: what happened, details, 描述, 说明, 情况说明, 說明, 情況說明, описание, что произошло
        channel: 渠道, канал
        reportedBy: reporter, reported, 报告人, 報告人, кто сообщил, сообщил
        paper: document, 单证, 文件, 單證, документ
        wish: customer wish, request, 客户要求, 客戶要求, пожелание, требование
        extent.packages: packages, pieces, pcs, 件数, 件數, места, количество мест, кол-во мест
        extent.mass: mass, weight, 重量, вес, масса
        extent.amount.amount: amount, loss amount, 金额, 损失金额, 金額, 損失金額, сумма, сумма ущерба
        extent.amount.currency: currency, 币种, 货币, 幣種, 貨幣, валюта
        """;

    private static readonly FrozenDictionary<string, string> Lists = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["customers"] = Customers, ["shipments"] = Shipments, ["invoices"] = Invoices, ["bookings"] = Bookings, ["incidents"] = Incidents,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The members of a kind of row by their plain names: their own, and what offices call them.</summary>
    /// <exception cref="InvalidOperationException">Two members have one name, or a word names no member: this file is wrong.</exception>
    public static FrozenDictionary<string, string> Of(string kind, IEnumerable<string> members)
    {
        var own = members.ToHashSet(StringComparer.Ordinal);
        var names = own.ToDictionary(Plain, m => m, StringComparer.Ordinal);
        foreach (var line in Lists[kind].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (member, words) = (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]);
            if (!own.Contains(member))
                throw new InvalidOperationException($"{kind} have no member {member}.");
            foreach (var word in words.Split(',').Select(Plain))
                if (!names.TryAdd(word, member) && names[word] != member)
                    throw new InvalidOperationException($"{kind}: '{word}' means {names[word]} and {member}.");
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>A name without case, spaces and punctuation.</summary>
    public static string Plain(string name) =>
        string.Concat(name.Normalize(System.Text.NormalizationForm.FormKC).Where(c => char.IsLetterOrDigit(c) || c == '№')).ToLowerInvariant();
}
