using System.Net;
using FreightRecovery.Tests.Api;
using FreightRecovery.Web.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FreightRecovery.Tests.Desks;

/// <summary>People are shown a page where something cannot be done; programs are answered with a problem.</summary>
public sealed class WhatCannotBeDone(Server server) : IClassFixture<Server>
{
    [Theory]
    [InlineData("en", "There is nothing here")]
    [InlineData("zh-CN", "这里没有内容")]
    [InlineData("zh-TW", "這裡沒有內容")]
    [InlineData("ru", "Здесь ничего нет")]
    public async Task An_address_without_anything_has_a_page_in_the_readers_language(string language, string title)
    {
        await server.Account("Wang Fang", "sales");
        var rep = new Person(server) { Languages = language };
        await rep.SignIn("Wang Fang", Server.Password);

        Assert.Equal(HttpStatusCode.NotFound, await rep.Open("/nowhere"));
        Assert.Contains($"<h1>{title}</h1>", rep.Html);
        Assert.DoesNotContain("openapi", rep.Html);
    }

    [Fact]
    public async Task A_program_is_answered_with_a_problem_whatever_it_accepts()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/nowhere");
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await server.Raw(request);
        using var write = await server.Raw(new HttpRequestMessage(HttpMethod.Post, "/people"));

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("application/problem+json", write.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_page_of_another_role_says_whom_to_ask()
    {
        var rep = await Person.SignedIn(server, "Wang Fang", "sales");

        Assert.Equal(HttpStatusCode.Forbidden, await rep.Open("/people"));
        Assert.Contains("<h1>This is not yours to see or do</h1>", rep.Html);
        Assert.Contains("href=\"/incidents\"", rep.Html);
    }

    [Fact]
    public async Task What_a_handler_says_of_it_stands_on_the_page()
    {
        var manager = await Person.SignedIn(server, "Ma Li", "accountManager");

        Assert.Equal(HttpStatusCode.NotFound, await manager.Open("/customers/C-NONE"));
        Assert.Contains("There is no customer C-NONE.", manager.Html);
        Assert.Equal(HttpStatusCode.BadRequest, await manager.Open("/customers?stage=%3Cb%3E"));
        Assert.Contains("stage", manager.Html);
        Assert.DoesNotContain("<b>", manager.Source);
    }

    [Fact]
    public async Task A_form_that_is_not_ours_is_refused_with_a_page()
    {
        var stranger = new Person(server);

        Assert.Equal(HttpStatusCode.BadRequest, await stranger.Send("/sign-in", ("name", "Wang Fang"), ("password", Server.Password)));
        Assert.Contains("This form is too old, or it is not ours.", stranger.Html);
    }

    [Fact]
    public async Task Who_was_signed_out_meanwhile_is_led_to_sign_in()
    {
        var (_, shipment, _) = await Book.Put(server, "SIGNEDOUT");
        var incident = await Book.Report(server, shipment, "cargoRolled");
        var stranger = new Person(server);
        await stranger.Open("/sign-in");

        Assert.Equal(HttpStatusCode.Unauthorized, await stranger.Send($"/incidents/{incident}", ("act", "tell")));
        Assert.Contains("<h1>You are signed out</h1>", stranger.Html);
        Assert.Contains("href=\"/sign-in?returnUrl=%2F\"", stranger.Html);
    }

    [Fact]
    public async Task What_broke_is_told_without_its_insides()
    {
        await using var scope = server.Services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider, Response = { Body = new MemoryStream() } };
        (context.Request.Scheme, context.Request.Host, context.Request.Headers.Accept) = ("http", new HostString("localhost"), "text/html");

        Assert.True(await new Exceptions(NullLogger<Exceptions>.Instance)
            .TryHandleAsync(context, new InvalidOperationException("the insides"), TestContext.Current.CancellationToken));

        context.Response.Body.Position = 0;
        var page = await new StreamReader(context.Response.Body).ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal(500, context.Response.StatusCode);
        Assert.Contains("<h1>Something broke here</h1>", page);
        Assert.DoesNotContain("insides", page);
    }
}
