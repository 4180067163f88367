using System.Reflection;
using System.Text.Json.Nodes;
using FreightRecovery.Domain;
using FreightRecovery.Store;
using FreightRecovery.Web.Api;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;

namespace FreightRecovery.Web.Hosting;

/// <summary>
/// The OpenAPI 3.1 document: what the serializer cannot tell of our own small types, and what every operation shares.
/// </summary>
internal static class OpenApiForm
{
    private const string Bearer = "bearer";

    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddSchemaTransformer((schema, context, _) =>
        {
            Describe(schema, context.JsonTypeInfo.Type);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Complete(operation, context.Description.HttpMethod);
            if (IsList(context.Description))
                Page(operation);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer(Hooks.HooksForm.Describe);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Freight Recovery",
                Version = "1",
                Description = "Incidents, holds, recovery and relationships of a freight forwarder. Errors are application/problem+json (RFC 9457).",
            };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Bearer] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key: frk_id_secret.",
                },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
            return Task.CompletedTask;
        });
    }

    private static void Describe(OpenApiSchema schema, Type type)
    {
        var optional = Nullable.GetUnderlyingType(type) is not null;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
        {
            Text(null);
            schema.Enum = [.. Names.All(type).Select(name => (JsonNode)JsonValue.Create(name))];
        }
        else if (type == typeof(Instant))
            Text("date-time");
        else if (type == typeof(LocalDate))
            Text("date");
        else if (type == typeof(IncidentId) || type == typeof(DisruptionId))
            Text("uuid");
        else if (type == typeof(CustomerRef) || type == typeof(ShipmentRef) || type == typeof(InvoiceRef))
        {
            Text(null);
            (schema.MinLength, schema.MaxLength) = (1, 64);
        }
        else if (type == typeof(Currency))
        {
            Text(null);
            schema.Pattern = "^[A-Z]{3}$";
        }
        else if (type == typeof(Mass))
        {
            schema.Type = Or(JsonSchemaType.Number);
            schema.Description = "Kilograms.";
        }
        else if (type == typeof(Money))
        {
            schema.Type = Or(JsonSchemaType.Object);
            schema.Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["amount"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "A decimal number.", Pattern = @"^-?\d+(\.\d+)?$" },
                ["currency"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "ISO 4217.", Pattern = "^[A-Z]{3}$" },
            };
            schema.Required = new HashSet<string> { "amount", "currency" };
            schema.AdditionalPropertiesAllowed = false;
        }

        void Text(string? format)
        {
            schema.Type = Or(JsonSchemaType.String);
            schema.Format = format;
        }

        JsonSchemaType Or(JsonSchemaType known) => optional ? known | JsonSchemaType.Null : known;
    }

    private static void Complete(OpenApiOperation operation, string? method)
    {
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "A problem: its type is urn:freight-recovery:problem: and a stable name, its detail says what to do.",
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new OpenApiMediaType() },
        };
        if (method is null or "GET")
            return;
        operation.Parameters ??= [];
        operation.Parameters.Add(Header("Idempotency-Key", "The same key and request gives the first answer again: 1 to 128 visible ASCII characters."));
        operation.Parameters.Add(Header("If-Match", "The ETag that was read; 412 when the resource has changed since."));
    }

    // What a list's handler binds by itself, the framework does not see.
    private static bool IsList(ApiDescription route) =>
        route.ActionDescriptor.EndpointMetadata.OfType<MethodInfo>().Any(handler => handler.GetParameters().Any(
            p => p.ParameterType.IsGenericType && p.ParameterType.GetGenericTypeDefinition() == typeof(Page<>)));

    private static void Page(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = "limit", In = ParameterLocation.Query, Description = "How many rows a page has.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = $"{PageSize.Most}", Default = PageSize.Usual },
        });
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = "after", In = ParameterLocation.Query, Description = "'next' of the page before; left out for the first page.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
    }

    private static OpenApiParameter Header(string name, string description) => new()
    {
        Name = name, In = ParameterLocation.Header, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
