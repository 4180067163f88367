using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;

namespace FreightRecovery.Web.SampleBook;

/// <summary>What customers say, in their four languages.</summary>
internal static class Phrases
{
    /// <summary>The note on a signal; null where a person would write none.</summary>
    public static string? Of(SignalKind kind, string language) => (kind, language) switch
    {
        (SignalKind.Remark, "zh-Hans") => "客户提到最近两票提单都晚到,希望以后早一点。",
        (SignalKind.Remark, "zh-Hant") => "客戶提到最近兩次回覆都慢了些。",
        (SignalKind.Remark, "ru") => "Заметили, что в последнее время отвечаем медленнее обычного.",
        (SignalKind.Remark, _) => "Mentioned that answers have been slower than usual of late.",
        (SignalKind.Complaint, "zh-Hans") => "货晚了一周,没有人提前通知,客户要求书面解释。",
        (SignalKind.Complaint, "zh-Hant") => "貨物延誤一週,事前無人通知,客戶要求書面說明。",
        (SignalKind.Complaint, "ru") => "Груз опоздал на неделю, никто не предупредил. Требуют письменного объяснения.",
        (SignalKind.Complaint, _) => "A week late and nobody said a word beforehand. Wants it explained in writing.",
        (SignalKind.Praise, "zh-Hans") => "感谢我们及时通知改船,处理得很好。",
        (SignalKind.Praise, "zh-Hant") => "感謝我們主動通知並妥善處理。",
        (SignalKind.Praise, "ru") => "Благодарят за своевременное предупреждение и быстрое решение.",
        (SignalKind.Praise, _) => "Thanks us for calling first and sorting it out.",
        (SignalKind.Threat, "zh-Hans") => "客户说如果再不解决就换货代。",
        (SignalKind.Threat, "zh-Hant") => "客戶表示若再不解決就更換貨代。",
        (SignalKind.Threat, "ru") => "Предупредили, что сменят экспедитора, если вопрос не решится.",
        (SignalKind.Threat, _) => "Will look for another forwarder unless this is settled.",
        (SignalKind.Farewell, "zh-Hans") => "客户通知下月起改用别家货代。",
        (SignalKind.Farewell, "zh-Hant") => "客戶通知下月起改用其他貨代。",
        (SignalKind.Farewell, "ru") => "Сообщили, что со следующего месяца работают с другим экспедитором.",
        (SignalKind.Farewell, _) => "Tells us that from next month another forwarder has the business.",
        _ => null,
    };

    /// <summary>How a customer reports an incident of a kind that the sample book uses.</summary>
    public static string Of(IncidentKind kind, string language) => (kind, language) switch
    {
        (IncidentKind.CargoDamaged, "zh-Hans") => "收货人开箱发现六箱受潮变形,请查明原因并告知是否投保。",
        (IncidentKind.CargoDamaged, "zh-Hant") => "收貨人開櫃時發現六箱受潮變形,請查明原因並確認是否投保。",
        (IncidentKind.CargoDamaged, "ru") => "При вскрытии обнаружены шесть подмоченных мест. Просим установить причину и сообщить о страховке.",
        (IncidentKind.CargoDamaged, _) => "The consignee opened the doors and found six packages wet and crushed. What happened, and is it insured?",
        (IncidentKind.PriceDiffersFromQuote, "zh-Hans") => "账单比报价多出一笔附加费,报价时没有说明。",
        (IncidentKind.PriceDiffersFromQuote, "zh-Hant") => "帳單比報價多出一筆附加費,報價時並未說明。",
        (IncidentKind.PriceDiffersFromQuote, "ru") => "Счёт выше котировки: добавлен сбор, о котором нас не предупредили.",
        (IncidentKind.PriceDiffersFromQuote, _) => "The invoice is above the quote: a surcharge that nobody mentioned when we booked.",
        (IncidentKind.ShipmentNotTracked, "zh-Hans") => "三天没有任何货物动态,系统查不到,业务也没有回复。",
        (IncidentKind.ShipmentNotTracked, "zh-Hant") => "三天沒有任何貨況,系統查不到,業務也沒有回覆。",
        (IncidentKind.ShipmentNotTracked, "ru") => "Третий день нет никаких данных о грузе, менеджер не отвечает.",
        (IncidentKind.ShipmentNotTracked, _) => "No tracking for three days, and no answer from your desk either.",
        (IncidentKind.DocumentsDefective, "zh-Hans") => "提单上收货人名称拼错,目的港不肯放货。",
        (IncidentKind.DocumentsDefective, "zh-Hant") => "提單上收貨人名稱有誤,目的港不肯放貨。",
        (IncidentKind.DocumentsDefective, "ru") => "В коносаменте ошибка в названии получателя, груз не выдают.",
        (IncidentKind.DocumentsDefective, _) => "The consignee's name is misspelt on the bill of lading and the port will not release the cargo.",
        (IncidentKind.TransitDelay, "zh-Hans") => "比承诺的到货日期晚了五天,工厂已经停线。",
        (IncidentKind.TransitDelay, "zh-Hant") => "比承諾的到貨日晚了五天,工廠已停線。",
        (IncidentKind.TransitDelay, "ru") => "Груз опаздывает на пять дней против обещанного, линия на заводе стоит.",
        (IncidentKind.TransitDelay, _) => "Five days behind the promised date and our line has stopped.",
        (IncidentKind.AgentServicePoor, "ru") => "Агент в порту назначения грубил получателю и не прислал уведомление о прибытии.",
        (IncidentKind.AgentServicePoor, _) => "Your agent at destination was rude to our consignee and sent no arrival notice.",
        (IncidentKind.InstructionNotFollowed, _) => "Delivered to the old warehouse although the new address was on the order.",
        (IncidentKind.CustomsPapersLost, _) => "报关单退税联至今没有退回,贵司说已经寄出却查不到。退税期限快到了,我们对贵司的服务非常不满。",
        (IncidentKind.ChargeableMassWrong, _) => "帳單按520公斤計費,航空公司過磅單只有470公斤,請更正並退還差額。",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The sample book has no words for this kind."),
    };
}
