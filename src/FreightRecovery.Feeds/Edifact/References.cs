namespace FreightRecovery.Feeds.Edifact;

/// <summary>References as RFF, CNI and EQD give them. Its copy is what a lower level starts with.</summary>
internal struct References
{
    public Texts Bookings, TransportDocuments, ShippingInstructions, ForwarderReferences, Containers;

    /// <summary>Adds one by its qualifier (1153); a qualifier that names no shipment is passed over.</summary>
    public void Add(string qualifier, string number)
    {
        switch (qualifier)
        {
            case "BN" or "ABT" or "AGB": // booking; booking request; carrier's booking of several
                Bookings = Bookings.With(number);
                break;
            case "BM" or "MB" or "BH" or "HWB" or "AWB" or "MWB" or "AAM" or "AAS" or "CRN": // bills of lading and waybills, of the house too
                TransportDocuments = TransportDocuments.With(number);
                break;
            case "SI" or "SRN":
                ShippingInstructions = ShippingInstructions.With(number);
                break;
            case "FF" or "CU" or "AES": // the forwarder's own, and what it gave as consignor
                ForwarderReferences = ForwarderReferences.With(number);
                break;
            case "EQ" or "AAQ":
                Containers = Containers.With(number);
                break;
        }
    }

    /// <summary>What names the consignment, in one text; empty when nothing does.</summary>
    public readonly string Key
    {
        get
        {
            var key = TransportDocuments.IsEmpty ? "" : TransportDocuments.Count == 1 ? TransportDocuments[0] : TransportDocuments.ToString();
            if (!Bookings.IsEmpty) key = $"{key}|{Bookings}";
            if (!ShippingInstructions.IsEmpty) key = $"{key}|{ShippingInstructions}";
            return ForwarderReferences.IsEmpty ? key : $"{key}|{ForwarderReferences}";
        }
    }

    /// <summary>How many there are.</summary>
    public readonly int Count =>
        Bookings.Count + TransportDocuments.Count + ShippingInstructions.Count + ForwarderReferences.Count + Containers.Count;
}
