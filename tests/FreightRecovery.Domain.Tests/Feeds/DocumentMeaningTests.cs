using FreightRecovery.Feeds;
using static FreightRecovery.Domain.Tests.Feeds.Synthetic;

namespace FreightRecovery.Domain.Tests.Feeds;

public class DocumentMeaningTests
{
    private const string Missing = "The following attributes are missing: consignee";

    [Theory]
    [InlineData(DocumentKind.ShippingInstruction, DocumentStatus.Drafted)]
    [InlineData(DocumentKind.ShippingInstruction, DocumentStatus.PendingUpdate)]
    [InlineData(DocumentKind.TransportDocument, DocumentStatus.PendingApproval)]
    [InlineData(DocumentKind.Booking, DocumentStatus.Rejected)]
    public void Missing_data_make_a_document_defective(DocumentKind kind, DocumentStatus status)
    {
        var incident = Paper(kind, status, Missing).Incident();

        Assert.Equal((IncidentKind.DocumentsDefective, Fault.Operations), (incident.Kind, incident.Fault));
        Assert.Contains(Missing, incident.Description);
    }

    [Theory]
    [InlineData(DocumentStatus.Drafted)]
    [InlineData(DocumentStatus.PendingApproval)]
    [InlineData(DocumentStatus.PendingUpdate)]
    [InlineData(DocumentStatus.Confirmed)]
    [InlineData(DocumentStatus.OnHold)]
    [InlineData(DocumentStatus.Cancelled)]
    public void Without_a_reason_a_document_takes_its_course(DocumentStatus status) =>
        Paper(DocumentKind.ShippingInstruction, status).Nothing();

    [Fact]
    public void A_booking_that_the_carrier_declines_leaves_the_space_unsecured() =>
        Assert.Equal(IncidentKind.CargoRolled, Paper(DocumentKind.Booking, DocumentStatus.Declined, "No space").Incident().Kind);

    [Theory]
    [InlineData(DocumentKind.CustomsInspection, DocumentStatus.OnHold, null, IncidentKind.CustomsPapersLate)]
    [InlineData(DocumentKind.TransportDocument, DocumentStatus.OnHold, "Customs hold", IncidentKind.CustomsPapersLate)]
    [InlineData(DocumentKind.CustomsClearance, DocumentStatus.PendingUpdate, Missing, IncidentKind.CustomsPapersLate)]
    [InlineData(DocumentKind.CustomsClearance, DocumentStatus.OnHold, "Original export declaration lost", IncidentKind.CustomsPapersLost)]
    [InlineData(DocumentKind.AdvanceManifest, DocumentStatus.Rejected, "Wrong tariff code", IncidentKind.DeclarationWrong)]
    public void Customs_trouble_is_told_by_its_kind(DocumentKind document, DocumentStatus status, string? reason, IncidentKind kind) =>
        Assert.Equal(kind, Paper(document, status, reason).Incident().Kind);

    [Fact]
    public void Customs_papers_that_are_confirmed_are_in_order() =>
        Paper(DocumentKind.CustomsClearance, DocumentStatus.Confirmed, "customs cleared").Nothing();
}
