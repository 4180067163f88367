namespace FreightRecovery.Feeds.Dcsa;

/// <summary>
/// The reasons of a delay and the status of the port call. They are read together, because SMDG kept both in one list
/// until May 2022 and carriers still send a status (four letters) where a reason (three) belongs. The status itself has no
/// place of its own in Track and Trace; carriers put it on the transport call as the vessel schedules (OVS) do.
/// </summary>
internal ref struct DelayReasonsAndStatus
{
    private const int ReasonLength = 3;

    public Texts Reasons;
    public PortCallStatus? Status;

    /// <summary>Adds one code of the list.</summary>
    public void Add(EventReader reader, Spot spot, ReadOnlySpan<byte> name, string? code)
    {
        if (code is null) return;
        if (Codes.PortCalls.TryGet(code, out var status)) Status ??= status;
        else if (code.Length <= ReasonLength) Reasons = Reasons.With(code);
        else reader.Wrong(spot, name, "not a delay reason (SMDG codes have three letters) and not a port-call status");
    }

    /// <summary>Reads the status on the transport call.</summary>
    public void ReadStatus(EventReader reader, Json call, Spot spot) =>
        Status ??= reader.Code(call, spot, "portCallStatusCode"u8, Codes.PortCalls)
            ?? reader.Code(call, spot, "statusCode"u8, Codes.PortCalls);
}
