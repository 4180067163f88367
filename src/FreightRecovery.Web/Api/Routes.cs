using FreightRecovery.Web.Api.Letters;
using FreightRecovery.Web.Api.Reports;

namespace FreightRecovery.Web.Api;

/// <summary>The addresses of the API.</summary>
public static class Routes
{
    /// <summary>What every address of version 1 begins with.</summary>
    public const string Base = "/api/v1";

    /// <summary>Adds all resources.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Base).AddEndpointFilter(RefuseWhatIsWrong);
        CustomersApi.Map(api);
        PrivacyApi.Map(api);
        ShipmentsApi.Map(api);
        InvoicesApi.Map(api);
        IncidentsApi.Map(api);
        RecordingApi.Map(api);
        Evidence.EvidenceApi.Map(api);
        RecoveryApi.Map(api);
        PromisesApi.Map(api);
        ClaimsApi.Map(api);
        LettersApi.Map(api);
        SdrApi.Map(api);
        RelationshipsApi.Map(api);
        NotificationsApi.Map(api);
        ReportsApi.Map(api);
        Policies.PolicyApi.Map(api);
        Disruptions.DisruptionsApi.Map(api);
        Links.LinkApi.MapApi(api);
        Hooks.HooksApi.Map(api);
        return api;
    }

    /// <summary>Answers with what was found wrong while a request was bound, before its handler sees it.</summary>
    public static ValueTask<object?> RefuseWhatIsWrong(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var argument in context.Arguments)
            if (argument is IRequestPart { Problem: { } problem })
                return ValueTask.FromResult<object?>(problem);
        return next(context);
    }
}
