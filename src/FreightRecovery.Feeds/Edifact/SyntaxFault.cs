namespace FreightRecovery.Feeds.Edifact;

/// <summary>What a CONTRL message says of a fault: which level it rejects, and where in it the fault stands.</summary>
/// <param name="Interchange">Which interchange of the file, from 0.</param>
/// <param name="Code">The code of list 0085; null for what is sound syntax and only not understood here.</param>
public sealed record SyntaxFault(int Interchange, string? Code)
{
    /// <summary>The reference of the message (0062); null when the fault is the interchange's or a group's.</summary>
    public string? Message { get; init; }

    /// <summary>The identifier of the message (S009) as it came, in the interchange's own separators turned to the default ones.</summary>
    public string? MessageType { get; init; }

    /// <summary>The service segment at fault, such as UNT; null when it is another.</summary>
    public string? ServiceSegment { get; init; }

    /// <summary>The segment's position in its message, where UNH is 1; null when it is none in particular.</summary>
    public int? Segment { get; init; }

    /// <summary>The element's position in its segment, where the tag is 1; null when it is none in particular.</summary>
    public int? Element { get; init; }

    /// <summary>The component's position in its element, from 1; null when it is the element.</summary>
    public int? Component { get; init; }
}

/// <summary>The codes of list 0085 that are used here (ISO 9735-4, annex A).</summary>
internal static class SyntaxCodes
{
    public const string
        SyntaxNotSupported = "2", InvalidValue = "12", Missing = "13", NotInThisPosition = "15", TooManyParts = "16", NoAgreement = "17",
        Unspecified = "18", DecimalNotation = "19", InvalidCharacter = "21", InvalidServiceCharacter = "22", IsTest = "25",
        ReferencesDiffer = "28",
        CountDiffers = "29", OutsideMessage = "33";
}
