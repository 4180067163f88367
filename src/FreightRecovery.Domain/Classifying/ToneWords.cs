using System.Collections.Immutable;

namespace FreightRecovery.Domain.Classifying;

/// <summary>The words that ship with the product.</summary>
internal static class ToneWords
{
    public static ImmutableSortedDictionary<string, ImmutableDictionary<Tone, ImmutableArray<string>>> Usual { get; } =
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, ImmutableDictionary<Tone, ImmutableArray<string>>>
        {
            ["en"] = Table(new()
            {
                [Tone.Angry] = ["angry", "furious", "outrag*", "unacceptable", "disgrac*", "fed up", "scandal*"],
                [Tone.Extreme] = ["lawyer*", "sue", "court", "police", "boycott*", "never again", "threat*"],
                [Tone.Public] = ["everybody will know", "press", "newspaper*", "review", "post it", "publicly", "twitter", "linkedin"],
                [Tone.Suggestion] = ["suggest*", "might be better", "could you consider", "next time please"],
                [Tone.Criticism] = ["disappoint*", "poor", "bad service", "not good enough", "complain*"],
                [Tone.Accusation] = ["your fault", "you lied", "you failed", "liar*", "negligen*", "careless*", "blame"],
                [Tone.Demand] = ["demand*", "insist*", "compensat*", "refund*", "must pay", "we want our money", "claim"],
                [Tone.Vent] = ["just had to say", "sick of", "tired of"],
                [Tone.Respect] = ["apolog*", "sorry", "respect*", "nobody told", "nobody answers", "ignored"],
                [Tone.Remedy] = ["fix", "put right", "repair*", "replace*", "solution", "resolve*"],
                [Tone.Recognition] = ["loyal", "for years", "long-standing", "good customer", "all our business"],
                [Tone.Revenge] = ["you will regret", "make you pay", "ruin", "blacklist*"],
                [Tone.Urgent] = ["urgent*", "immediately", "at once", "asap", "today", "line stop*", "production stop*"],
                [Tone.Quality] = ["damage*", "broken", "wet", "defect*", "wrong document*"],
                [Tone.Service] = ["late", "delay*", "no answer", "not informed", "unreachable"],
                [Tone.Price] = ["overcharg*", "price", "invoice*", "billed", "quote*"],
                [Tone.Honesty] = ["lied", "liar*", "misled", "dishonest*", "cheat*", "broken promise*"],
                [Tone.Accident] = ["collision", "typhoon", "storm", "fire", "strike", "accident", "war"],
            }),
            ["ru"] = Table(new()
            {
                [Tone.Angry] = ["возмущ*", "безобраз*", "недопустим*", "в ярости", "злы", "сколько можно"],
                [Tone.Extreme] = ["суд", "в суд", "адвокат*", "юрист*", "полици*", "прокуратур*", "больше никогда"],
                [Tone.Public] = ["отзыв*", "пресс*", "газет*", "соцсет*", "все узнают", "опубликуем"],
                [Tone.Suggestion] = ["предлага*", "было бы лучше", "в следующий раз"],
                [Tone.Criticism] = ["разочаров*", "плохо", "плохой сервис", "жалоб*", "жалу*"],
                [Tone.Accusation] = ["ваша вина", "вы виноваты", "вы обманули", "халатн*", "небрежн*"],
                [Tone.Demand] = ["требу*", "настаива*", "компенсац*", "возмест*", "верните деньги", "претензи*"],
                [Tone.Vent] = ["надоел*", "устали от"],
                [Tone.Respect] = ["извин*", "уважен*", "никто не сообщил", "никто не отвечает", "игнорир*"],
                [Tone.Remedy] = ["исправ*", "устран*", "замен*", "решени*", "решите"],
                [Tone.Recognition] = ["постоянный клиент", "много лет", "давние клиенты"],
                [Tone.Revenge] = ["пожалеете", "вы заплатите", "отомст*"],
                [Tone.Urgent] = ["срочн*", "немедленно", "сегодня", "производство стоит"],
                [Tone.Quality] = ["повреж*", "сломан*", "промок*", "брак"],
                [Tone.Service] = ["опозда*", "задерж*", "не отвеча*", "не сообщ*"],
                [Tone.Price] = ["цен*", "счёт*", "счет*", "переплат*"],
                [Tone.Honesty] = ["обман*", "солгал*", "врали", "ввели в заблуждение"],
                [Tone.Accident] = ["столкнов*", "тайфун*", "шторм*", "пожар*", "забастов*", "авари*", "войн*"],
            }),
            ["zh-Hans"] = Table(new()
            {
                [Tone.Angry] = ["愤怒", "气愤", "太过分", "无法接受", "忍无可忍"],
                [Tone.Extreme] = ["律师", "起诉", "法院", "报警", "再也不"],
                [Tone.Public] = ["曝光", "媒体", "微博", "朋友圈", "差评"],
                [Tone.Suggestion] = ["建议", "下次请"],
                [Tone.Criticism] = ["失望", "投诉", "服务差", "不满"],
                [Tone.Accusation] = ["你们的责任", "你们的错", "骗", "失职"],
                [Tone.Demand] = ["要求", "赔偿", "退款", "必须"],
                [Tone.Vent] = ["受够了", "烦死"],
                [Tone.Respect] = ["道歉", "尊重", "没人通知", "没人回复", "不理"],
                [Tone.Remedy] = ["解决", "补救", "更换", "修复"],
                [Tone.Recognition] = ["老客户", "多年合作", "长期合作"],
                [Tone.Revenge] = ["后悔", "付出代价", "黑名单"],
                [Tone.Urgent] = ["紧急", "马上", "立即", "立刻", "今天", "停产", "停线"],
                [Tone.Quality] = ["损坏", "破损", "受潮", "差错"],
                [Tone.Service] = ["延误", "迟到", "晚了", "不回复"],
                [Tone.Price] = ["价格", "账单", "多收", "报价"],
                [Tone.Honesty] = ["欺骗", "撒谎", "误导", "不诚实", "失信"],
                [Tone.Accident] = ["碰撞", "台风", "火灾", "罢工", "事故", "战争"],
            }),
            ["zh-Hant"] = Table(new()
            {
                [Tone.Angry] = ["憤怒", "氣憤", "太過分", "無法接受", "忍無可忍"],
                [Tone.Extreme] = ["律師", "起訴", "法院", "報警", "再也不"],
                [Tone.Public] = ["曝光", "媒體", "臉書", "爆料", "負評"],
                [Tone.Suggestion] = ["建議", "下次請"],
                [Tone.Criticism] = ["失望", "投訴", "客訴", "服務差", "不滿"],
                [Tone.Accusation] = ["你們的責任", "你們的錯", "騙", "失職"],
                [Tone.Demand] = ["要求", "賠償", "退款", "必須"],
                [Tone.Vent] = ["受夠了", "煩死"],
                [Tone.Respect] = ["道歉", "尊重", "沒人通知", "沒人回覆", "不理"],
                [Tone.Remedy] = ["解決", "補救", "更換", "修復"],
                [Tone.Recognition] = ["老客戶", "多年合作", "長期合作"],
                [Tone.Revenge] = ["後悔", "付出代價", "黑名單"],
                [Tone.Urgent] = ["緊急", "馬上", "立即", "立刻", "今天", "停產", "停線"],
                [Tone.Quality] = ["損壞", "破損", "受潮", "差錯"],
                [Tone.Service] = ["延誤", "遲到", "晚了", "不回覆"],
                [Tone.Price] = ["價格", "帳單", "多收", "報價"],
                [Tone.Honesty] = ["欺騙", "撒謊", "誤導", "不誠實", "失信"],
                [Tone.Accident] = ["碰撞", "颱風", "火災", "罷工", "事故", "戰爭"],
            }),
        });

    private static ImmutableDictionary<Tone, ImmutableArray<string>> Table(Dictionary<Tone, ImmutableArray<string>> words) =>
        words.ToImmutableDictionary();
}
