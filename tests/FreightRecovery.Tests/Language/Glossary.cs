namespace FreightRecovery.Tests.Language;

/// <summary>A word that no text of a language has, since another one says the same thing.</summary>
/// <param name="Rejected">The word, or the beginning that all its forms have, in small letters.</param>
/// <param name="Chosen">The word that is said instead.</param>
/// <param name="Where">A pattern of the English texts that it is rejected in, for a word that means other things too; null for all.</param>
internal sealed record RejectedWord(string Rejected, string Chosen, string? Where = null);

/// <summary>
/// One word for one thing. Chosen is what forwarders of the mainland write in simplified Chinese, those of Taiwan in traditional Chinese (a
/// carrier is 運送人 in the Maritime Act and 承運人 on the mainland; papers are 文件 and 單證), and what stands in Russian contracts of carriage.
/// </summary>
internal static class Glossary
{
    private const string Incident = @"\bincident", Hold = @"\b(hold|held)\b", Resolved = @"\bresol";

    public static IReadOnlyList<RejectedWord> Of(string language) => language switch
    {
        "zh-Hans" =>
        [
            new("事件", "异常", Incident), new("暂停", "冻结", Hold), new("解决", "结案", Resolved), new("上报", "报告"), new("贷记", "贷项通知单"),
            // 滞箱费 is detention: the container is away from the terminal. Demurrage runs while it is there.
            new("滞箱费", "滞期费"), new("冲销", "冲抵"), new("履行", "兑现"), new("违约", "未兑现"), new("违背", "未兑现"), new("回应", "答复"),
            new("滑落", "下滑"), new("滑坡", "下滑"), new("受制", "被动留存"), new("受约束", "被动留存"), new("怨言", "抱怨"), new("威胁", "扬言"),
            new("政策", "规则"), new("业务员", "销售"), new("修复", "修理"), new("派送", "送货"), new("商定", "约定"),
        ],
        "zh-Hant" =>
        [
            new("事件", "異常", Incident), new("暫停", "凍結", Hold), new("解決", "結案", Resolved), new("上報", "通報"), new("貸項", "折讓單"),
            new("貸記", "折讓單"), new("滯箱", "延滯費"), new("滯期", "延滯費"), new("核銷", "沖銷"), new("履行", "兌現"), new("違約", "未兌現"),
            new("違背", "未兌現"), new("滑落", "下滑"), new("滑坡", "下滑"), new("受制", "被動留存"), new("受約束", "被動留存"), new("怨言", "抱怨"),
            new("威脅", "揚言"), new("政策", "規則"), new("業務員", "業務"), new("修復", "修理"), new("派送", "送貨"), new("商定", "約定"),
            // What the mainland says, and Taiwan does not.
            new("承運人", "運送人"), new("單證", "文件"), new("集裝箱", "貨櫃"), new("箱號", "櫃號"), new("甩貨", "甩櫃"), new("運單", "提單"),
            new("報文", "訊息"), new("批准", "核准"), new("審批", "簽核"), new("幣種", "幣別"), new("計劃", "計畫"), new("密鑰", "金鑰"),
            new("信號", "訊號"), new("聯繫", "聯絡"), new("打開", "開啟"), new("錄入", "輸入"), new("發送", "寄送"), new("信息", "資訊"),
            new("用戶", "使用者"), new("數據", "資料"), new("軟件", "軟體"), new("服務器", "伺服器"), new("網絡", "網路"), new("鏈接", "連結"),
            new("字符", "字元"), new("字節", "位元組"), new("默認", "預設"), new("質量", "品質"), new("渠道", "管道"), new("賬", "帳"),
            new("反饋", "回饋"), new("映射", "對應"), new("登錄", "登入"), new("刷新", "重新整理"), new("搜索", "搜尋"), new("社交媒體", "社群媒體"),
            new("保存", "儲存", @"\bsave"),
        ],
        "ru" =>
        [
            new("происшеств", "инцидент"), new("инвойс", "счёт"), new("фактур", "счёт"), new("доплат", "надбавка"), new("возмещени", "компенсация"),
            new("правил", "политика", @"\bpolicy\b"), new("перевозк", "отправка", @"\bshipment"), new("груз", "отправка", "^Shipments?$"),
            new("решён", "урегулирован", @"\bresolved"), new("жалоб", "претензия", @"\bclaim"), new("сдержан", "выполнено", @"\bpromise"),
            new("часы", "сроки", @"\bclocks\b"),
        ],
        _ => [],
    };
}
