using FreightRecovery.Domain.Recovery;

namespace FreightRecovery.Web.Api;

/// <summary>The word about a step that is done, in traditional Chinese.</summary>
internal sealed class TraditionalChineseSteps : StepWords
{
    public static TraditionalChineseSteps Words { get; } = new();

    public override string AllDone => "至此，雙方約定的步驟已全部執行完畢。請告知我們問題是否已妥善解決。";

    public override string Next(string when) => $"下一步將於 {when} 前完成。";

    public override string Done(string shipment, StepKind step) => $"現向您報告貨物 {shipment} 的處理進展：{Clause(step)}。";

    private static string Clause(StepKind step) => step switch
    {
        StepKind.BookDeparture => "已為您的貨物訂妥下一班次，訂艙確認已發給您",
        StepKind.SeeOnBoard => "您的貨物已裝運",
        StepKind.BookFasterService => "已為您的貨物改訂更快的服務，新船期或班期已發給您",
        StepKind.Discount => "約定的運費折扣已登記到運費帳單",
        StepKind.CreditSurcharges => "附加費已沖減",
        StepKind.WaiveDemurrage => "延滯費和倉儲費已免除或由我方承擔",
        StepKind.CreditNote => "折讓單已開出",
        StepKind.SignSettlement => "和解協議已簽署",
        StepKind.PayCompensation => "賠償款已支付",
        StepKind.DeliverAgain => "已安排重新送貨",
        StepKind.Repair => "貨物已重新包裝或修理，照片已發給您",
        StepKind.AskInsurance => "保險情況已核實；如有投保，已通知保險公司",
        StepKind.Survey => "貨物已檢驗，檢驗結果已發給您",
        StepKind.FileInsuranceClaim => "已與您一同提交保險索賠",
        StepKind.CompletePapers => "文件已補齊並送達",
        StepKind.CorrectRecord => "記錄已更正，運送人已確認",
        StepKind.ReissueInvoice => "發票正在重新開具，差額予以退還",
        StepKind.JointVisit => "我方經理已會同運送人經理登門拜訪",
        StepKind.ManagerCall => "我方經理已致電",
        StepKind.MarkPriority => "您後續的訂艙已標註優先處理",
        StepKind.Explain => "我方已向您說明事情經過和後續安排",
        StepKind.Report => "下一次進展報告已發給您",
    };
}
