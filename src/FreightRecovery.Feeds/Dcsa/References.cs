using System.Text.Json;

namespace FreightRecovery.Feeds.Dcsa;

/// <summary>
/// Gathers what a fact can be found by. Both versions say it in the same shape under different names: a list of pairs of
/// a type and a value.
/// </summary>
internal ref struct References
{
    public Texts Bookings, TransportDocuments, ShippingInstructions, ForwarderReferences, Containers;

    /// <summary>Adds a document's number under its kind; kinds that identify no shipment are passed over.</summary>
    public void Add(DocumentKind kind, string reference)
    {
        if (kind is DocumentKind.Booking or DocumentKind.BookingRequest) Bookings = Bookings.With(reference);
        else if (kind is DocumentKind.TransportDocument) TransportDocuments = TransportDocuments.With(reference);
        else if (kind is DocumentKind.ShippingInstruction) ShippingInstructions = ShippingInstructions.With(reference);
    }

    /// <summary>Adds a list of documents.</summary>
    public void AddDocuments(
        EventReader reader, Json list, string path, ReadOnlySpan<byte> typeName, ReadOnlySpan<byte> valueName)
    {
        if (list.ValueKind is not JsonValueKind.Array) return;
        var index = 0;
        foreach (var item in list.Items)
        {
            var spot = new Spot(path, index++);
            if (Pair(reader, item, spot, typeName, valueName, Codes.Documents, out var kind, out var reference)) Add(kind, reference);
        }
    }

    /// <summary>Adds a list of shippers', forwarders' and equipment references.</summary>
    public void AddReferences(
        EventReader reader, Json list, string path, ReadOnlySpan<byte> typeName, ReadOnlySpan<byte> valueName)
    {
        if (list.ValueKind is not JsonValueKind.Array) return;
        var index = 0;
        foreach (var item in list.Items)
        {
            var spot = new Spot(path, index++);
            if (!Pair(reader, item, spot, typeName, valueName, Codes.References, out var type, out var reference)) continue;
            if (type is ReferenceType.Container) Containers = Containers.With(reference);
            else if (type is ReferenceType.Forwarder) ForwarderReferences = ForwarderReferences.With(reference);
        }
    }

    private static bool Pair<T>(
        EventReader reader, Json item, Spot spot, ReadOnlySpan<byte> typeName, ReadOnlySpan<byte> valueName,
        CodeTable<T> types, out T type, out string value)
    {
        value = "";
        type = default!;
        if (item.ValueKind is not JsonValueKind.Object)
        {
            reader.Wrong(spot, [], "not an object");
            return false;
        }

        if (!reader.TryCode(item, spot, typeName, types, required: true, out type)) return false;
        value = reader.Text(item, spot, valueName, required: true) ?? "";
        return value.Length > 0;
    }
}
