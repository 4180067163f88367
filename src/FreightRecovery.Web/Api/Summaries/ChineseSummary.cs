using FreightRecovery.Domain;

namespace FreightRecovery.Web.Api.Summaries;

/// <summary>The words of a summary in simplified and traditional Chinese.</summary>
internal static class ChineseSummary
{
    public static SummaryWords Simplified { get; } = new()
    {
        Opening = shipment => $"请允许我复述一下我们对您的货物 {shipment} 所了解的情况。",
        Happened = (when, place, clause) => $"{when}{(place is null ? "" : $"，{place}")}：{clause}。",
        Told = (by, words) => $"{by} 告知我们：“{words}”",
        Affected = what => $"受影响的范围：{what}。",
        Paper = paper => $"涉及的单证：{paper}。",
        Packages = count => $"{count} 件",
        Kilograms = " 公斤",
        Comma = "、",
        Wanted = wish => $"您的要求：{wish}。",
        NothingWanted = "请问您希望我们如何处理？",
        Question = "以上是否正确？还有遗漏吗？",
        Of = wish => wish switch
        {
            Wish.Replacement => "更换",
            Wish.Redelivery => "重新送货",
            Wish.Rebooking => "改订其他班次",
            Wish.Refund => "退款",
            Wish.Credit => "抵扣",
            Wish.Discount => "折扣",
            Wish.Repair => "修理",
            Wish.Apology => "道歉",
            Wish.Information => "了解情况",
            Wish.Compensation => "赔偿",
        },
    };

    public static SummaryWords Traditional { get; } = new()
    {
        Opening = shipment => $"請容我覆述我們對您的貨物 {shipment} 所了解的情況。",
        Happened = (when, place, clause) => $"{when}{(place is null ? "" : $"，{place}")}：{clause}。",
        Told = (by, words) => $"{by} 告知我們：「{words}」",
        Affected = what => $"受影響的範圍：{what}。",
        Paper = paper => $"涉及的文件：{paper}。",
        Packages = count => $"{count} 件",
        Kilograms = " 公斤",
        Comma = "、",
        Wanted = wish => $"您的要求：{wish}。",
        NothingWanted = "請問您希望我們如何處理？",
        Question = "以上是否正確？還有遺漏嗎？",
        Of = wish => wish switch
        {
            Wish.Replacement => "更換",
            Wish.Redelivery => "重新送貨",
            Wish.Rebooking => "改訂其他班次",
            Wish.Refund => "退款",
            Wish.Credit => "抵扣",
            Wish.Discount => "折扣",
            Wish.Repair => "修理",
            Wish.Apology => "道歉",
            Wish.Information => "了解情況",
            Wish.Compensation => "賠償",
        },
    };
}
