using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using FreightRecovery.Store.Queries;
using NodaTime;

namespace FreightRecovery.Web.Hooks;

/// <summary>
/// The way out for deliveries: one POST, no redirect, no proxy, no cookie, and of the answer its status alone. The addresses of a name are looked at
/// when the connection is made, so a name that leads elsewhere a moment later leads nowhere.
/// </summary>
internal sealed class HookDoor : IDisposable
{
    private const string UserAgent = "FreightRecovery-Webhooks/1";
    private const int MostHeadersKilobytes = 32;
    private const int MostDrained = 64 * 1024;

    private readonly bool privateToo;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> resolve;
    private readonly TimeProvider time;
    private readonly HttpClient http;

    /// <param name="privateToo">Whether private networks are reached too.</param>
    /// <param name="resolve">Finds the addresses of a name; the system's own resolver when left out.</param>
    /// <param name="time">By what the wait for an answer is measured; the real time when left out.</param>
    public HookDoor(bool privateToo, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null, TimeProvider? time = null)
    {
        this.privateToo = privateToo;
        this.resolve = resolve ?? Dns.GetHostAddressesAsync;
        this.time = time ?? TimeProvider.System;
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = MostHeadersKilobytes,
            // Of a body no more is read than serves to use the connection again.
            MaxResponseDrainSize = MostDrained,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = Connect,
        })
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Sends a delivery, signed for this instant. Answers what came of it.</summary>
    public async Task<WebhookAttempt> Send(string url, string secret, WebhookDelivery delivery, Instant at, Duration patience, CancellationToken cancel)
    {
        var uri = new Uri(url);
        if (!HookAddress.IsSecure(uri, privateToo))
            return new WebhookAttempt(null, WebhookFault.NotSecure);
        using var late = new CancellationTokenSource(patience.ToTimeSpan(), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            using var request = Request(uri, secret, delivery, at);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return new WebhookAttempt((int)answer.StatusCode, answer.IsSuccessStatusCode ? null : WebhookFault.Answer)
            {
                RetryAfter = RetryAfter(answer.Headers.RetryAfter, at),
            };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new WebhookAttempt(null, WebhookFault.Timeout);
        }
        catch (HttpRequestException e)
        {
            return new WebhookAttempt(null, e.InnerException is PrivateAddressException ? WebhookFault.PrivateAddress : WebhookFault.Unreachable);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static HttpRequestMessage Request(Uri uri, string secret, WebhookDelivery delivery, Instant at)
    {
        var (id, time) = (delivery.Id.ToString(), HookSignature.Time(at));
        var request = new HttpRequestMessage(HttpMethod.Post, uri)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(delivery.Body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.TryAddWithoutValidation("webhook-id", id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", time);
        request.Headers.TryAddWithoutValidation("webhook-signature", HookSignature.Of(secret, id, time, delivery.Body));
        return request;
    }

    private static Duration? RetryAfter(RetryConditionHeaderValue? header, Instant at) =>
        header?.Delta is { } delta ? Duration.FromTimeSpan(delta) : header?.Date is { } date ? Instant.FromDateTimeOffset(date) - at : null;

    // To the very addresses that were looked at, never to the name again.
    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancel);
        var allowed = privateToo ? found : [.. found.Where(PublicNetwork.Has)];
        if (allowed.Length == 0)
            throw found.Length > 0 ? new PrivateAddressException() : new IOException("The name has no address.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class PrivateAddressException() : IOException("The name leads into a private network.");
}
