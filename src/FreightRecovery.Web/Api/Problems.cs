using System.Diagnostics;
using FreightRecovery.Domain;
using FreightRecovery.Store;
using FreightRecovery.Web.Api.Bodies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FreightRecovery.Web.Api;

/// <summary>Problems as RFC 9457 has them, with stable types. Every refusal becomes one here and nowhere else.</summary>
public static class Problems
{
    private const string Prefix = "urn:freight-recovery:problem:";

    /// <summary>A problem of a name.</summary>
    /// <param name="name">The stable name behind the type.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="detail">What is wrong and what to do.</param>
    /// <param name="extensions">Further members.</param>
    public static ProblemHttpResult Of(
        string name, int status, string detail, params ReadOnlySpan<(string Name, object? Value)> extensions)
    {
        var problem = new ProblemDetails { Type = Prefix + name, Title = Title(name), Status = status, Detail = detail };
        foreach (var (member, value) in extensions)
            problem.Extensions[member] = value;
        return TypedResults.Problem(problem);
    }

    /// <summary>Input that is wrong, by the pointers of its members.</summary>
    public static ProblemHttpResult Invalid(Faults faults) => Of(
        "invalid-request", StatusCodes.Status400BadRequest, "The request is not right. Put right what 'errors' names and send it again.",
        ("errors", faults.Errors));

    /// <summary>Input of which one member is wrong.</summary>
    public static ProblemHttpResult Invalid(string pointer, string detail, int status = StatusCodes.Status400BadRequest) =>
        Of("invalid-request", status, detail, ("errors", Errors(pointer, detail)));

    /// <summary>A thing that is not there.</summary>
    public static ProblemHttpResult NotFound(string detail) => Of("unknown-reference", StatusCodes.Status404NotFound, detail);

    /// <summary>A member that names something that is not there.</summary>
    public static ProblemHttpResult Unknown(string pointer, string detail) =>
        Of("unknown-reference", StatusCodes.Status422UnprocessableEntity, detail, ("errors", Errors(pointer, detail)));

    /// <summary>Something of another branch, rep or manager.</summary>
    public static ProblemHttpResult OutOfScope() => Of(
        "forbidden", StatusCodes.Status403Forbidden, "This belongs to another branch, or to somebody else's customer. Ask whoever has it.");

    /// <summary>Something that is needed did not answer in time.</summary>
    /// <param name="who">What.</param>
    public static ProblemHttpResult Unavailable(string who) => Of(
        "unavailable", StatusCodes.Status503ServiceUnavailable,
        $"{who} did not answer in time, and whether this was done is not known. Send it again with the same Idempotency-Key.");

    /// <summary>A node that takes no requests yet, or no more.</summary>
    public static ProblemHttpResult NotReady(string missing) => Of("unavailable", StatusCodes.Status503ServiceUnavailable, missing);

    /// <summary>The problem of a refusal.</summary>
    public static ProblemHttpResult From(Refusal refusal) => refusal switch
    {
        Refusal.Invalid r => Invalid(r.Pointer, r.Detail, StatusCodes.Status422UnprocessableEntity),
        Refusal.Unknown r => Unknown(r.Pointer, r.Detail),
        Refusal.NotFound r => NotFound(r.Detail),
        Refusal.NotAllowedInState r => Of("not-allowed-in-state", StatusCodes.Status409Conflict, r.Detail),
        Refusal.InvoiceHeld r => Of("invoice-held", StatusCodes.Status409Conflict, r.Detail, ("holds", r.Holds)),
        Refusal.ApprovalNeeded r => Of(
            "approval-needed", StatusCodes.Status409Conflict, r.Detail, ("authority", Names.Of(r.Authority))),
        Refusal.Forbidden r => Of("forbidden", StatusCodes.Status403Forbidden, r.Detail),
        Refusal.Stale r => Of("stale", StatusCodes.Status412PreconditionFailed, r.Detail),
        Refusal.CurrencyMismatch r => Of(
            "currency-mismatch", StatusCodes.Status422UnprocessableEntity, r.Detail, ("errors", Errors(r.Pointer, r.Detail))),
        Refusal.AlreadyReported r => Of("not-allowed-in-state", StatusCodes.Status409Conflict, r.Detail, ("incident", r.Standing)),
        _ => throw new UnreachableException(),
    };

    /// <summary>The problem of a status that the framework answered with, without a body of its own.</summary>
    public static ProblemHttpResult FromStatus(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => Of(
            "unauthenticated", status, "Send 'Authorization: Bearer' and an API key that is in force."),
        StatusCodes.Status403Forbidden => Of("forbidden", status, "None of your roles may do this. Ask somebody whose role it is."),
        StatusCodes.Status404NotFound => Of("not-found", status, "There is nothing at this address. /openapi/v1.json lists what there is."),
        StatusCodes.Status405MethodNotAllowed => Of("method-not-allowed", status, "This address knows other methods; see the header Allow."),
        StatusCodes.Status413PayloadTooLarge => Of("too-large", status, "The body is too large. Send less at a time."),
        StatusCodes.Status415UnsupportedMediaType => Of(
            "unsupported-media-type", status, "Send the body as application/json in UTF-8."),
        StatusCodes.Status429TooManyRequests => Of("rate-limited", status, "Too many requests at once. Wait a moment and go slower."),
        StatusCodes.Status503ServiceUnavailable => Of("overloaded", status, "More is asked than can be queued. Nothing was done; try again."),
        >= 500 => Of("internal-error", status, "Something broke here; it has been logged. Nothing half-done is kept: try again."),
        _ => Of("invalid-request", status, "The request is not right: look at the address, its parameters and the headers."),
    };

    /// <summary>The problem of a key that was used for something else.</summary>
    public static ProblemHttpResult KeyReused() => Of(
        "idempotency-key-reused", StatusCodes.Status422UnprocessableEntity,
        "This Idempotency-Key was used for another request. Take a new key for a new request.");

    private static Dictionary<string, string[]> Errors(string pointer, string detail) => new() { [pointer] = [detail] };

    private static string Title(string name) => name switch
    {
        "invalid-request" => "Invalid request",
        "unknown-reference" => "Unknown reference",
        "invoice-held" => "The invoice is held",
        "approval-needed" => "Approval needed",
        "not-allowed-in-state" => "Not allowed in this state",
        "idempotency-key-reused" => "Idempotency key reused",
        "stale" => "Stale",
        "forbidden" => "Forbidden",
        "unauthenticated" => "Unauthenticated",
        "unavailable" => "Unavailable",
        "too-large" => "Too large",
        "unsupported-media-type" => "Unsupported media type",
        "rate-limited" => "Rate limited",
        "currency-mismatch" => "Currency mismatch",
        "not-found" => "Not found",
        "method-not-allowed" => "Method not allowed",
        "overloaded" => "Overloaded",
        "gone" => "Gone",
        "fonts-missing" => "Fonts missing",
        "internal-error" => "Internal error",
        _ => throw new UnreachableException(),
    };
}
