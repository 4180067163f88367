using FreightRecovery.Engine;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FreightRecovery.Web.Hooks;

/// <summary>What webhooks are sent, in the description of the API.</summary>
internal static class HooksForm
{
    private const string DataName = nameof(PublicData);

    /// <summary>Adds them to the document.</summary>
    public static async Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancel)
    {
        document.AddComponent(DataName, await context.GetOrCreateSchemaAsync(typeof(PublicData), null, cancel));
        document.Webhooks = PublicEvents.Names.Append(PublicEvents.Test).ToDictionary(name => name, name => Of(name, document));
    }

    private static IOpenApiPathItem Of(string name, OpenApiDocument document) => new OpenApiPathItem
    {
        Operations = new Dictionary<HttpMethod, OpenApiOperation>
        {
            [HttpMethod.Post] = new()
            {
                Summary = $"Sent to webhooks that are told of {name}.",
                Tags = new HashSet<OpenApiTagReference> { new("Webhooks", document) },
                Security = [],
                Parameters =
                [
                    Header("webhook-id", "The same at each attempt."),
                    Header("webhook-timestamp", "When it is sent: seconds since 1970."),
                    Header("webhook-signature", "v1, and in Base64 the HMAC-SHA256 over id, time and body, joined by full stops."),
                ],
                RequestBody = new OpenApiRequestBody
                {
                    Required = true,
                    Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = Body(name, document) } },
                },
                Responses = new OpenApiResponses
                {
                    ["2XX"] = new OpenApiResponse { Description = "It was taken." },
                    ["410"] = new OpenApiResponse { Description = "Nothing is to be sent here any more." },
                    ["default"] = new OpenApiResponse { Description = "It is sent again later." },
                },
            },
        },
    };

    private static OpenApiSchema Body(string name, OpenApiDocument document) => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "type", "timestamp", "data" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Const = name },
            ["timestamp"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time", Description = "When it happened." },
            ["data"] = new OpenApiSchemaReference(DataName, document),
        },
    };

    private static OpenApiParameter Header(string name, string description) => new()
    {
        Name = name, In = ParameterLocation.Header, Required = true, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
