using FreightRecovery.Domain;

namespace FreightRecovery.Web.Api.Summaries;

/// <summary>The words of a summary in English and Russian.</summary>
internal static class WesternSummary
{
    public static SummaryWords English { get; } = new()
    {
        Opening = shipment => $"Let me read back what we understood about your shipment {shipment}.",
        Happened = (when, place, clause) => $"On {when}{(place is null ? "" : $", at {place}")}: {clause}.",
        Told = (by, words) => $"{by} told us: \"{words}\"",
        Affected = what => $"Affected: {what}.",
        Paper = paper => $"The paper concerned: {paper}.",
        Packages = count => count == 1 ? "1 package" : $"{count} packages",
        Kilograms = " kg",
        Comma = ", ",
        Wanted = wish => $"What you wish for: {wish}.",
        NothingWanted = "What would you wish us to do about it?",
        Question = "Is that right, and have we left anything out?",
        Of = wish => wish switch
        {
            Wish.Replacement => "a replacement",
            Wish.Redelivery => "a new delivery",
            Wish.Rebooking => "another departure",
            Wish.Refund => "a refund",
            Wish.Credit => "a credit",
            Wish.Discount => "a discount",
            Wish.Repair => "a repair",
            Wish.Apology => "an apology",
            Wish.Information => "information",
            Wish.Compensation => "compensation",
        },
    };

    public static SummaryWords Russian { get; } = new()
    {
        Opening = shipment => $"Позвольте повторить, как мы поняли ситуацию с Вашей отправкой {shipment}.",
        Happened = (when, place, clause) => $"{when}{(place is null ? "" : $", {place}")}: {clause}.",
        Told = (by, words) => $"Нам сообщили ({by}): «{words}»",
        Affected = what => $"Затронуто: {what}.",
        Paper = paper => $"Документ, о котором идёт речь: {paper}.",
        Packages = count => $"мест: {count}",
        Kilograms = " кг",
        Comma = ", ",
        Wanted = wish => $"Ваше пожелание: {wish}.",
        NothingWanted = "Чего Вы ждёте от нас в этой ситуации?",
        Question = "Всё верно? Мы ничего не упустили?",
        Of = wish => wish switch
        {
            Wish.Replacement => "замена",
            Wish.Redelivery => "повторная доставка",
            Wish.Rebooking => "отправка другим рейсом",
            Wish.Refund => "возврат денег",
            Wish.Credit => "зачёт суммы",
            Wish.Discount => "скидка",
            Wish.Repair => "ремонт",
            Wish.Apology => "извинения",
            Wish.Information => "информация",
            Wish.Compensation => "компенсация",
        },
    };
}
