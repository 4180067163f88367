using System.Reflection;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Api.Bodies;
using Microsoft.AspNetCore.Http.Metadata;

namespace FreightRecovery.Web.Policies;

/// <summary>A write whose body is a policy file: it is judged as a policy, with its comments, and not as a body of the contract.</summary>
public sealed class PolicyWrite : WriteRequest, IEndpointParameterMetadataProvider
{
    /// <summary>The file as it was sent.</summary>
    public byte[] Text { get; private set; } = [];

    private protected override int MostBytes => 1024 * 1024;

    /// <summary>Binds a handler's parameter.</summary>
    public static async ValueTask<PolicyWrite?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var write = new PolicyWrite();
        await write.Bind(context);
        return write;
    }

    /// <summary>Tells the OpenAPI document of the body.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new BodyMetadata());

    private protected override void Read(ReadOnlySpan<byte> body, Faults faults) => Text = body.ToArray();

    private sealed class BodyMetadata : IAcceptsMetadata
    {
        public IReadOnlyList<string> ContentTypes => ["application/json"];

        public Type RequestType => typeof(System.Text.Json.Nodes.JsonObject);

        public bool IsOptional => true;
    }
}
