using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace FreightRecovery.Web.Api;

/// <summary>A resource that changes, with its entity tag.</summary>
/// <param name="Body">The resource.</param>
/// <param name="Version">Its version.</param>
public sealed record Versioned<T>(T Body, long Version) : IResult, IEndpointMetadataProvider
{
    /// <summary>The status: 200, or 201 with a location.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Where a new resource is.</summary>
    public string? Location { get; init; }

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{Version}\"");
        if (Location is not null)
            response.Headers.Location = Location;
        return response.WriteAsJsonAsync(Body, httpContext.RequestAborted);
    }

    /// <summary>Tells the OpenAPI document of the answer.</summary>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
}
