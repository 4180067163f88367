using System.Text;
using System.Text.Json;
using FreightRecovery.Store.Sqlite;
using FreightRecovery.Web.Api.Bodies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FreightRecovery.Load.Http;

/// <summary>
/// The least that a durable endpoint can do: parse the same body to the same record, write one row of its size through the
/// same group commit with the same durability, and say so. No keys, no checks, no domain.
/// </summary>
internal static class BareServer
{
    public const string Verb = "bare-server";

    public static async Task Run(string data)
    {
        var file = Workshop.FileIn(data);
        await SqliteStore.Open(data).DisposeAsync();
        Workshop.Execute(data, "CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, body TEXT NOT NULL)");
        Statement? insert = null;
        await using var writer = new GroupCommit(SqliteStore.Connect(file, readOnly: false), _ => { });

        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapPost("/incidents", async (HttpContext context) =>
        {
            using var bytes = new MemoryStream((int)context.Request.ContentLength!.Value);
            await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
            var body = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
            var parsed = JsonSerializer.Deserialize<IncidentBody>(body.Span, BodyReader.Options)!;
            var text = Encoding.UTF8.GetString(body.Span);
            await writer.Enqueue(
                new WriteItem<int>(session =>
                {
                    insert ??= new Statement(session.Connection, "INSERT INTO bare (at, body) VALUES (?1, ?2)");
                    return insert.Add(parsed.OccurredAt).Add(text).Run();
                }),
                context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status201Created;
        });
        await app.StartAsync();
        Console.WriteLine($"Ready at {app.Urls.Single()}");
        await app.WaitForShutdownAsync();
    }
}
