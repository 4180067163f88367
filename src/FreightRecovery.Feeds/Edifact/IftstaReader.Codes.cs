namespace FreightRecovery.Feeds.Edifact;

/// <summary>The codes of STS: as sent, by the partner's map, and by the standard.</summary>
internal sealed partial class IftstaReader
{
    private void Open(ref SegmentReader sts)
    {
        Close(ref sts);
        _cuts.Status(ref sts);
        _seen = true;
        if (!Understood(ref sts, 0, Category, null, out var category)) return;
        if (!Understood(ref sts, 1, Status, SyntaxCodes.Missing, out var code)) return;
        var sent = sts.Text(1)!;
        if (category is null or StatusCategories.Transport)
        {
            if (StatusCodes.TryGet(code, out var meaning)) _status = new(sent, meaning, Subject());
            else Unknown(ref sts, 1, Status, code!);
        }
        else if (StatusCategories.Of(category) is { } words)
        {
            _status = new(sent, new(new FactKind.Other($"{words}, status {code}")), Subject());
        }
        else
        {
            Unknown(ref sts, 0, Category, category);
        }

        for (var i = 0; i < MostReasons && _status is not null; i++) AddReason(ref sts, 2 + i);
    }

    private void AddReason(ref SegmentReader sts, int element)
    {
        if (!Understood(ref sts, element, Reason, null, out var code)) return;
        var text = sts.Text(element, 3);
        // A reason may be told in words alone, and blanks are no code.
        if (code is null) _status!.Remark ??= text is null ? null : FreeText.Of(text);
        else if (ReasonCodes.TryGet(code, out var meaning)) _status!.AddReason(meaning, text);
        else Unknown(ref sts, element, Reason, code);
    }

    // The code as the standard knows it, and whether it is to be read at all: the map may say to read over it.
    private bool Understood(ref SegmentReader sts, int element, string list, string? missing, out string? code)
    {
        code = sts.Text(element);
        if (code is null)
        {
            if (missing is not null) message.Wrong(ref sts, element, 0, missing, $"it has no code of the {list}");
            return missing is null;
        }

        var meant = context.Codes.Meant(list, code);
        if (meant == PartnerCodes.Ignore)
        {
            _ignored |= list != Reason;
            return false;
        }

        // A code of somebody else's list is not the standard's, whatever it looks like.
        var isPrivate = ReferenceEquals(meant, code) && !context.Codes.Has(list, code) && sts.Text(element, 2) is not (null or "6");
        if (isPrivate) Unknown(ref sts, element, list, code);
        code = meant;
        return !isPrivate;
    }

    // Only this status is put aside; where the next one begins is known whatever the code means.
    private void Unknown(ref SegmentReader sts, int element, string list, string code)
    {
        _cuts.Unknown(ref sts, message.FaultOf(ref sts, element, 0, null,
            $"the {list} \"{code}\" is not known: add it to the list \"{list}\" of the partner's map, with the standard's code for it or \"{PartnerCodes.Ignore}\", and read the message again"));
        (_status, _ignored) = (null, true);
    }
}
