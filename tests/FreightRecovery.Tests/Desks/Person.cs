using System.Net;

namespace FreightRecovery.Tests.Desks;

/// <summary>Somebody at a desk: signs in, opens pages and sends their forms, as a browser without script does.</summary>
internal sealed class Person(Server server)
{
    private readonly Dictionary<string, string> cookies = [];
    private string token = "";

    /// <summary>What the browser asks for, as Accept-Language; null for nothing.</summary>
    public string? Languages { get; init; }

    /// <summary>The last page as it came.</summary>
    public string Source { get; private set; } = "";

    /// <summary>The last page, with its characters decoded.</summary>
    public string Html { get; private set; } = "";

    /// <summary>The last page's address.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Signs in.</summary>
    public static async Task<Person> SignedIn(Server server, string name, params string[] roles)
    {
        var person = new Person(server);
        await server.Account(name, string.Join(' ', roles));
        Assert.Equal(HttpStatusCode.OK, await person.SignIn(name, Server.Password));
        return person;
    }

    /// <summary>Fills in the form of the sign-in page.</summary>
    public async Task<HttpStatusCode> SignIn(string name, string password)
    {
        await Open("/sign-in");
        return await Send("/sign-in", ("name", name), ("password", password), ("returnUrl", "/"));
    }

    /// <summary>Opens a page.</summary>
    public Task<HttpStatusCode> Open(string path) => Go(new HttpRequestMessage(HttpMethod.Get, path), path);

    /// <summary>Opens a page with one more header.</summary>
    public Task<HttpStatusCode> Open(string path, (string Name, string Value) header)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return Go(request, path);
    }

    /// <summary>Follows a stream of events, from now on or after one that was seen.</summary>
    public async Task<EventStream> Follow(string path, string? lastSeen = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
        if (lastSeen is not null)
            request.Headers.Add("Last-Event-ID", lastSeen);
        var response = await server.Raw(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        return new EventStream(response, new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)));
    }

    /// <summary>Sends a form of the last page, and goes where that leads.</summary>
    public Task<HttpStatusCode> Send(string path, params (string Name, string Value)[] fields) => Go(
        new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))),
        },
        path);

    /// <summary>Sends a form with a file, as browsers write it: in the order of its fields, the hidden ones first.</summary>
    public Task<HttpStatusCode> Send(string path, Action<MultipartFormDataContent> fields, bool tokenFirst = true, string? token = null)
    {
        var form = new MultipartFormDataContent();
        if (tokenFirst)
            form.Add(new StringContent(token ?? this.token), "__RequestVerificationToken");
        fields(form);
        if (!tokenFirst)
            form.Add(new StringContent(token ?? this.token), "__RequestVerificationToken");
        return Go(new HttpRequestMessage(HttpMethod.Post, path) { Content = form }, path);
    }

    private async Task<HttpStatusCode> Go(HttpRequestMessage request, string path)
    {
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
        if (Languages is not null)
            request.Headers.Add("Accept-Language", Languages);
        if (cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
        using (request)
        using (var answer = await server.Raw(request))
        {
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                var (name, value) = cookie[..cookie.IndexOf(';', StringComparison.Ordinal)].Split('=', 2) is [var n, var v] ? (n, v) : throw new FormatException(cookie);
                if (value.Length == 0)
                    cookies.Remove(name);
                else
                    cookies[name] = value;
            }

            if (answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther)
                return await Open(answer.Headers.Location!.ToString());
            Source = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Html = WebUtility.HtmlDecode(Source);
            Address = path;
            const string Before = "name=\"__RequestVerificationToken\" value=\"";
            if (Html.IndexOf(Before, StringComparison.Ordinal) is var at and >= 0)
                token = Html[(at + Before.Length)..Html.IndexOf('"', at + Before.Length)];
            return answer.StatusCode;
        }
    }
}
