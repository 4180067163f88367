using FreightRecovery.Domain;

namespace FreightRecovery.Web.Api;

/// <summary>The notice in Russian.</summary>
internal sealed class Russian : NoticeWords
{
    public static Russian Words { get; } = new();

    public override string Greeting => "Уважаемые дамы и господа!";

    public override string NothingCollected => "Пока вопрос не решён и Вы этого не подтвердили, мы не просим оплаты ни одного счёта по этой отправке.";

    public override string NextWordOpen => "Сообщите, пожалуйста, когда Вам сегодня удобно позвонить: тогда мы договоримся о времени следующего сообщения.";

    public override string Closing => "С уважением,";

    public override string Subject(string shipment) => $"Ваша отправка {shipment}: срочное сообщение";

    public override string Happened(string shipment, string when, string clause) =>
        $"Мы хотим, чтобы Вы узнали об этом сразу и именно от нас. Отправка {shipment}, {when}: {clause}.";

    public override string Insurance(bool? insured) => insured switch
    {
        true => "По нашим данным, груз застрахован. Сохраните, пожалуйста, все документы и фотографии; мы поможем Вам с заявлением о выплате.",
        false => "По нашим данным, груз через нас не застрахован. Если у Вас есть своя страховка, сообщите страховщику сегодня же.",
        null => "Застрахован ли груз? Сообщите нам, пожалуйста, сегодня, чтобы страховщик узнал о случае вовремя.",
    };

    public override string NextStep(IncidentStatus status) => status switch
    {
        IncidentStatus.Reported or IncidentStatus.Acknowledged or IncidentStatus.Reopened =>
            "Мы выясняем, насколько это серьёзно и почему так вышло, и затем предложим Вам, как исправить положение.",
        IncidentStatus.Assessed => "Причина выяснена; мы готовим решение и вскоре пришлём Вам предложение.",
        IncidentStatus.Offered => "Наше предложение у Вас. Без Вашего согласия мы ничего не предпринимаем.",
        IncidentStatus.Confirmed => "Мы выполняем то, на что Вы согласились, и сообщаем Вам о каждом шаге.",
        IncidentStatus.CarriedOut => "То, о чём мы договорились, выполнено. Сообщите, пожалуйста, решён ли вопрос для Вас.",
        IncidentStatus.Resolved or IncidentStatus.Unfounded or IncidentStatus.Withdrawn =>
            "С нашей стороны вопрос закрыт. Если для Вас что-то осталось нерешённым, сообщите нам, пожалуйста.",
    };

    public override string NextWord(string when) => $"Следующее сообщение от нас Вы получите не позднее {when}.";

    public override string Clause(IncidentKind kind, ForceMajeureCause? cause) => kind switch
    {
        IncidentKind.ChargeableMassWrong => "масса, по которой Вам выставлен счёт, указана неверно",
        IncidentKind.PackingDamaged => "повреждена упаковка груза",
        IncidentKind.DocumentsDefective => "в документах есть ошибка",
        IncidentKind.DeclarationWrong => "в таможенной или инспекционной декларации допущена ошибка",
        IncidentKind.TransitDelay => "груз задерживается в пути",
        IncidentKind.CustomsPapersLate => "таможенные документы возвращаются с опозданием",
        IncidentKind.CustomsPapersLost => "таможенные документы утеряны",
        IncidentKind.CargoRolled => "груз не ушёл тем рейсом, который был забронирован",
        IncidentKind.CargoLost => "груз утерян полностью или частично",
        IncidentKind.CargoDamaged => "груз повреждён",
        IncidentKind.PriceDiffersFromQuote => "цена в счёте отличается от предложенной",
        IncidentKind.ServiceNotDelivered => "обещанная нами услуга не оказана",
        IncidentKind.ShipmentNotTracked => "мы не сообщали Вам о ходе перевозки",
        IncidentKind.CustomerMisled => "сведения, которые мы Вам дали, оказались неверными",
        IncidentKind.InstructionNotFollowed => "забор или доставка груза выполнены не по Вашим указаниям",
        IncidentKind.CarrierNotOnSchedule => "перевозчик не выдержал расписания",
        IncidentKind.AgentServicePoor => "наш агент обслужил грузополучателя хуже, чем следовало",
        IncidentKind.CustomerError => "полученные нами данные не соответствуют грузу",
        IncidentKind.NominatedCustomerObstructs => "работа с грузом в пункте назначения остановилась",
        IncidentKind.ForceMajeure => cause switch
        {
            ForceMajeureCause.Weather => "перевозка остановлена из-за непогоды",
            ForceMajeureCause.War => "перевозка остановлена из-за военных действий",
            ForceMajeureCause.Strike => "перевозка остановлена из-за забастовки",
            ForceMajeureCause.Accident => "с транспортным средством произошла авария",
            ForceMajeureCause.PortClosure => "порт закрыт",
            ForceMajeureCause.Authority => "перевозка остановлена распоряжением властей",
            null => "перевозка остановлена обстоятельствами непреодолимой силы",
        },
    };
}
