using FreightRecovery.Domain;

namespace FreightRecovery.Web.Api;

/// <summary>The notice in simplified Chinese.</summary>
internal sealed class SimplifiedChinese : NoticeWords
{
    public static SimplifiedChinese Words { get; } = new();

    public override string Greeting => "尊敬的客户：";

    public override string NothingCollected => "在此事妥善解决、得到您认可之前，我们不会向您收取这票货的任何费用。";

    public override string NextWordOpen => "请告知今天何时方便通话，届时我们与您约定下一次汇报的时间。";

    public override string Closing => "此致\n敬礼";

    public override string Subject(string shipment) => $"关于您的货物 {shipment} 的紧急通知";

    public override string Happened(string shipment, string when, string clause) =>
        $"有一件事，我们希望第一时间由我们亲自告诉您。货物 {shipment}，{when}：{clause}。";

    public override string Insurance(bool? insured) => insured switch
    {
        true => "据我们的记录，这票货已投保。请保留全部单据和照片，我们会协助您办理索赔。",
        false => "据我们的记录，这票货没有通过我们投保。如您自行投保，请今天就通知保险公司。",
        null => "请问这票货是否已投保？请今天告知我们，以便及时通知保险公司。",
    };

    public override string NextStep(IncidentStatus status) => status switch
    {
        IncidentStatus.Reported or IncidentStatus.Acknowledged or IncidentStatus.Reopened => "我们正在核实影响范围和原因，随后向您提出解决方案。",
        IncidentStatus.Assessed => "情况已经查明，我们正在拟定解决方案，随后送您过目。",
        IncidentStatus.Offered => "我们的方案已送达，未经您同意，我们不会采取任何行动。",
        IncidentStatus.Confirmed => "我们正在执行您已同意的方案，每完成一步都会向您汇报。",
        IncidentStatus.CarriedOut => "约定的方案已执行完毕，请告诉我们问题是否已经解决。",
        IncidentStatus.Resolved or IncidentStatus.Unfounded or IncidentStatus.Withdrawn => "此事我方已处理完毕。如您仍有未尽事宜，请告诉我们。",
    };

    public override string NextWord(string when) => $"我们最迟于 {when} 再次向您汇报。";

    public override string Clause(IncidentKind kind, ForceMajeureCause? cause) => kind switch
    {
        IncidentKind.ChargeableMassWrong => "向您计费的重量有误",
        IncidentKind.PackingDamaged => "货物的包装受损",
        IncidentKind.DocumentsDefective => "单证存在差错",
        IncidentKind.DeclarationWrong => "报关或报检申报有误",
        IncidentKind.TransitDelay => "货物运输延误",
        IncidentKind.CustomsPapersLate => "报关单证退回延迟",
        IncidentKind.CustomsPapersLost => "报关单证遗失",
        IncidentKind.CargoRolled => "货物未能按所订班次出运（被甩货）",
        IncidentKind.CargoLost => "货物全部或部分丢失",
        IncidentKind.CargoDamaged => "货物受损",
        IncidentKind.PriceDiffersFromQuote => "账单金额与报价不符",
        IncidentKind.ServiceNotDelivered => "约定的服务未能提供",
        IncidentKind.ShipmentNotTracked => "我们没有及时向您通报货物动态",
        IncidentKind.CustomerMisled => "我们先前告知您的情况不准确",
        IncidentKind.InstructionNotFollowed => "提货或送货未按您的指示办理",
        IncidentKind.CarrierNotOnSchedule => "承运人未按班期运行",
        IncidentKind.AgentServicePoor => "海外代理对收货人的服务未达标准",
        IncidentKind.CustomerError => "我们收到的资料与实际货物不符",
        IncidentKind.NominatedCustomerObstructs => "目的地的操作受阻",
        IncidentKind.ForceMajeure => cause switch
        {
            ForceMajeureCause.Weather => "因恶劣天气，运输中断",
            ForceMajeureCause.War => "因战事，运输中断",
            ForceMajeureCause.Strike => "因罢工，运输中断",
            ForceMajeureCause.Accident => "运输工具发生事故",
            ForceMajeureCause.PortClosure => "港口关闭",
            ForceMajeureCause.Authority => "因主管当局的命令，运输中断",
            null => "因不可抗力，运输中断",
        },
    };
}
