using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FreightRecovery.Tests.Hooks;

/// <summary>What came to the other side.</summary>
/// <param name="Path">The address within it.</param>
/// <param name="Id">The header <c>webhook-id</c>.</param>
/// <param name="Time">The header <c>webhook-timestamp</c>.</param>
/// <param name="Signature">The header <c>webhook-signature</c>.</param>
/// <param name="Body">The body as it came.</param>
internal sealed record Received(string Path, string Id, string Time, string Signature, string Body)
{
    /// <summary>Whether a secret signed it, worked out without any of the product's code.</summary>
    public bool IsSignedBy(string secret)
    {
        using var hmac = new HMACSHA256(Convert.FromBase64String(secret["whsec_".Length..]));
        return Signature == "v1," + Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(Id + "." + Time + "." + Body)));
    }
}

/// <summary>The other side: a real server on this machine that notes what comes and answers as it is told.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private Receiver(WebApplication app) => this.app = app;

    /// <summary>What came, in its order.</summary>
    public ConcurrentQueue<Received> All { get; } = new();

    /// <summary>The status that it answers with.</summary>
    public Func<Received, Task<int>> Answer { get; set; } = _ => Task.FromResult(204);

    /// <summary>Where it is.</summary>
    public string Url => app.Urls.Single();

    public static async Task<Receiver> Open()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.Receive);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task Receive(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, new UTF8Encoding(false, throwOnInvalidBytes: true));
        var received = new Received(
            context.Request.Path, context.Request.Headers["webhook-id"].Single()!, context.Request.Headers["webhook-timestamp"].Single()!,
            context.Request.Headers["webhook-signature"].Single()!, await reader.ReadToEndAsync(context.RequestAborted));
        All.Enqueue(received);
        context.Response.StatusCode = await Answer(received);
        if (context.Response.StatusCode == StatusCodes.Status429TooManyRequests)
            context.Response.Headers.RetryAfter = "120";
        if (context.Response.StatusCode == StatusCodes.Status302Found)
            context.Response.Headers.Location = "/elsewhere";
    }
}
