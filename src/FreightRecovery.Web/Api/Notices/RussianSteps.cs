using FreightRecovery.Domain.Recovery;

namespace FreightRecovery.Web.Api;

/// <summary>The word about a step that is done, in Russian.</summary>
internal sealed class RussianSteps : StepWords
{
    public static RussianSteps Words { get; } = new();

    public override string AllDone => "Тем самым всё, о чём мы договорились, выполнено. Пожалуйста, сообщите, решён ли вопрос.";

    public override string Next(string when) => $"Следующий шаг будет выполнен до {when}.";

    public override string Done(string shipment, StepKind step) => $"Сообщаем о ходе дела по отправке {shipment}: {Clause(step)}.";

    private static string Clause(StepKind step) => step switch
    {
        StepKind.BookDeparture => "Ваш груз забронирован на следующий рейс, подтверждение бронирования у Вас",
        StepKind.SeeOnBoard => "Ваш груз погружен",
        StepKind.BookFasterService => "для Вашего груза забронирована более быстрая перевозка, новое расписание у Вас",
        StepKind.Discount => "согласованная скидка внесена для счёта за фрахт",
        StepKind.CreditSurcharges => "надбавки зачтены в Вашу пользу",
        StepKind.WaiveDemurrage => "демередж и плата за хранение отменены или приняты нами на себя",
        StepKind.CreditNote => "кредит-нота выставлена",
        StepKind.SignSettlement => "соглашение об урегулировании подписано",
        StepKind.PayCompensation => "компенсация выплачена",
        StepKind.DeliverAgain => "новая доставка организована",
        StepKind.Repair => "груз переупакован или отремонтирован, фотографии у Вас",
        StepKind.AskInsurance => "вопрос о страховании выяснен; если груз застрахован, страховщик извещён",
        StepKind.Survey => "груз осмотрен, заключение у Вас",
        StepKind.FileInsuranceClaim => "страховое требование подано вместе с Вами",
        StepKind.CompletePapers => "документы оформлены и переданы Вам",
        StepKind.CorrectRecord => "запись исправлена, перевозчик это подтвердил",
        StepKind.ReissueInvoice => "счёт выставляется заново, разница возвращается",
        StepKind.JointVisit => "наш руководитель посетил Вас вместе с руководителем перевозчика",
        StepKind.ManagerCall => "наш руководитель позвонил Вам",
        StepKind.MarkPriority => "Ваши следующие заявки отмечены как приоритетные",
        StepKind.Explain => "мы рассказали Вам, что произошло и что будет дальше",
        StepKind.Report => "наш очередной отчёт у Вас",
    };
}
