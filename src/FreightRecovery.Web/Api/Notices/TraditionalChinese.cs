using FreightRecovery.Domain;

namespace FreightRecovery.Web.Api;

/// <summary>The notice in traditional Chinese.</summary>
internal sealed class TraditionalChinese : NoticeWords
{
    public static TraditionalChinese Words { get; } = new();

    public override string Greeting => "敬啟者：";

    public override string NothingCollected => "在此事妥善解決、獲得您認可之前，我們不會向您收取這票貨的任何費用。";

    public override string NextWordOpen => "請告知今天何時方便通話，屆時我們與您約定下一次回報的時間。";

    public override string Closing => "順頌商祺";

    public override string Subject(string shipment) => $"關於您的貨物 {shipment} 的緊急通知";

    public override string Happened(string shipment, string when, string clause) =>
        $"有一件事，我們希望第一時間由我們親自告訴您。貨物 {shipment}，{when}：{clause}。";

    public override string Insurance(bool? insured) => insured switch
    {
        true => "據我們的紀錄，這票貨已投保。請保留全部單據與照片，我們會協助您辦理索賠。",
        false => "據我們的紀錄，這票貨沒有透過我們投保。如您自行投保，請今天就通知保險公司。",
        null => "請問這票貨是否已投保？請今天告知我們，以便及時通知保險公司。",
    };

    public override string NextStep(IncidentStatus status) => status switch
    {
        IncidentStatus.Reported or IncidentStatus.Acknowledged or IncidentStatus.Reopened => "我們正在查明影響範圍與原因，隨後向您提出解決方案。",
        IncidentStatus.Assessed => "情況已經查明，我們正在擬定解決方案，隨後送您過目。",
        IncidentStatus.Offered => "我們的方案已送達，未經您同意，我們不會採取任何行動。",
        IncidentStatus.Confirmed => "我們正在執行您已同意的方案，每完成一步都會向您回報。",
        IncidentStatus.CarriedOut => "約定的方案已執行完畢，請告訴我們問題是否已經解決。",
        IncidentStatus.Resolved or IncidentStatus.Unfounded or IncidentStatus.Withdrawn => "此事我方已處理完畢。如您仍有未盡事宜，請告訴我們。",
    };

    public override string NextWord(string when) => $"我們最遲於 {when} 再次向您回報。";

    public override string Clause(IncidentKind kind, ForceMajeureCause? cause) => kind switch
    {
        IncidentKind.ChargeableMassWrong => "向您計費的重量有誤",
        IncidentKind.PackingDamaged => "貨物的包裝受損",
        IncidentKind.DocumentsDefective => "文件有誤",
        IncidentKind.DeclarationWrong => "報關或報驗申報有誤",
        IncidentKind.TransitDelay => "貨物運輸延誤",
        IncidentKind.CustomsPapersLate => "報關文件退回延遲",
        IncidentKind.CustomsPapersLost => "報關文件遺失",
        IncidentKind.CargoRolled => "貨物未能按所訂班次出運（遭甩櫃）",
        IncidentKind.CargoLost => "貨物全部或部分遺失",
        IncidentKind.CargoDamaged => "貨物受損",
        IncidentKind.PriceDiffersFromQuote => "帳單金額與報價不符",
        IncidentKind.ServiceNotDelivered => "約定的服務未能提供",
        IncidentKind.ShipmentNotTracked => "我們沒有及時向您通報貨物動態",
        IncidentKind.CustomerMisled => "我們先前告知您的情況不準確",
        IncidentKind.InstructionNotFollowed => "提貨或送貨未按您的指示辦理",
        IncidentKind.CarrierNotOnSchedule => "運送人未按班期營運",
        IncidentKind.AgentServicePoor => "海外代理對收貨人的服務未達標準",
        IncidentKind.CustomerError => "我們收到的資料與實際貨物不符",
        IncidentKind.NominatedCustomerObstructs => "目的地的作業受阻",
        IncidentKind.ForceMajeure => cause switch
        {
            ForceMajeureCause.Weather => "因惡劣天氣，運輸中斷",
            ForceMajeureCause.War => "因戰事，運輸中斷",
            ForceMajeureCause.Strike => "因罷工，運輸中斷",
            ForceMajeureCause.Accident => "運輸工具發生事故",
            ForceMajeureCause.PortClosure => "港口關閉",
            ForceMajeureCause.Authority => "因主管機關的命令，運輸中斷",
            null => "因不可抗力，運輸中斷",
        },
    };
}
