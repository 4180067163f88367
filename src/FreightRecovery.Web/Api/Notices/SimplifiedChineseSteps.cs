using FreightRecovery.Domain.Recovery;

namespace FreightRecovery.Web.Api;

/// <summary>The word about a step that is done, in simplified Chinese.</summary>
internal sealed class SimplifiedChineseSteps : StepWords
{
    public static SimplifiedChineseSteps Words { get; } = new();

    public override string AllDone => "至此，双方约定的步骤已全部执行完毕。请告知我们问题是否已妥善解决。";

    public override string Next(string when) => $"下一步将于 {when} 前完成。";

    public override string Done(string shipment, StepKind step) => $"现向您报告货物 {shipment} 的处理进展：{Clause(step)}。";

    private static string Clause(StepKind step) => step switch
    {
        StepKind.BookDeparture => "已为您的货物订妥下一班次，订舱确认已发给您",
        StepKind.SeeOnBoard => "您的货物已装运",
        StepKind.BookFasterService => "已为您的货物改订更快的服务，新船期或班期已发给您",
        StepKind.Discount => "约定的运费折扣已登记到运费账单",
        StepKind.CreditSurcharges => "附加费已冲减",
        StepKind.WaiveDemurrage => "滞期费和仓储费已免除或由我方承担",
        StepKind.CreditNote => "贷项通知单已开出",
        StepKind.SignSettlement => "和解协议已签署",
        StepKind.PayCompensation => "赔偿款已支付",
        StepKind.DeliverAgain => "已安排重新送货",
        StepKind.Repair => "货物已重新包装或修理，照片已发给您",
        StepKind.AskInsurance => "保险情况已核实；如有投保，已通知保险公司",
        StepKind.Survey => "货物已检验，检验结果已发给您",
        StepKind.FileInsuranceClaim => "已与您一同提交保险索赔",
        StepKind.CompletePapers => "单证已补齐并送达",
        StepKind.CorrectRecord => "记录已更正，承运人已确认",
        StepKind.ReissueInvoice => "发票正在重新开具，差额予以退还",
        StepKind.JointVisit => "我方经理已会同承运人经理登门拜访",
        StepKind.ManagerCall => "我方经理已致电",
        StepKind.MarkPriority => "您后续的订舱已标注优先处理",
        StepKind.Explain => "我方已向您说明事情经过和后续安排",
        StepKind.Report => "下一次进展报告已发给您",
    };
}
