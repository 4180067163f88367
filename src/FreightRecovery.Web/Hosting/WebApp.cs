using System.Threading.RateLimiting;
using FreightRecovery.Domain;
using FreightRecovery.Engine;
using FreightRecovery.Feeds.Meanings;
using FreightRecovery.Store;
using FreightRecovery.Store.Queries;
using FreightRecovery.Store.Queries.Reports;
using FreightRecovery.Web.Accounts;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Api.Letters;
using FreightRecovery.Web.ApprovalDesk;
using FreightRecovery.Web.BookDesk;
using FreightRecovery.Web.CustomerDesk;
using FreightRecovery.Web.Desk;
using FreightRecovery.Web.DisruptionDesk;
using FreightRecovery.Web.Disruptions;
using FreightRecovery.Web.Hooks;
using FreightRecovery.Web.IncidentDesk;
using FreightRecovery.Web.Intake;
using FreightRecovery.Web.Intake.Inboxes;
using FreightRecovery.Web.InvoiceDesk;
using FreightRecovery.Web.Links;
using FreightRecovery.Web.NoticeDesk;
using FreightRecovery.Web.Policies;
using FreightRecovery.Web.PolicyDesk;
using FreightRecovery.Web.Security;
using FreightRecovery.Web.StepDesk;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace FreightRecovery.Web.Hosting;

/// <summary>How to serve.</summary>
/// <param name="Urls">Where to listen, separated by semicolons; port 0 takes a free one.</param>
/// <param name="DataDirectory">Where the database and the keys of cookies are.</param>
/// <param name="TestClock">Where a settable clock starts; null for the real one.</param>
/// <param name="Sample">Whether the sample book is loaded into an empty database at first start.</param>
public sealed record ServeOptions(string Urls, string DataDirectory, Instant? TestClock, bool Sample)
{
    /// <summary>The connection string of the database on SQL Server; null for the file in the data directory.</summary>
    public string? Connection { get; init; }

    /// <summary>Where the events are.</summary>
    public StorePlace Place => new(DataDirectory, Connection);

    /// <summary>A folder of fonts for letters as PDF; null for the system's own.</summary>
    public string? Fonts { get; init; }

    /// <summary>A folder of files to take in; null for none.</summary>
    public string? Inbox { get; init; }

    /// <summary>Requests a second that one caller may make; as many again may come at once.</summary>
    public int RequestsPerSecond { get; init; } = 50_000;

    /// <summary>The policy file; null for the one in the data directory, or the one that ships.</summary>
    public string? PolicyFile { get; init; }

    /// <summary>Whether webhooks may lead into private networks, and to this machine without https.</summary>
    public bool PrivateWebhooks { get; init; }

    /// <summary>Attempts a minute to sign in from one address.</summary>
    public int SignInsPerMinute { get; init; } = 20;

    /// <summary>Requests a minute to customers' own pages from one address.</summary>
    public int LinksPerMinute { get; init; } = 120;
}

/// <summary>The embedded host: one process, one database file.</summary>
public static class WebApp
{
    private const long MostBytes = 32 * 1024 * 1024;
    private const string Scheme = "either";

    /// <summary>Puts the program together. It opens the database and does not listen yet.</summary>
    /// <param name="options">How to serve.</param>
    /// <param name="more">Services of other parts.</param>
    /// <param name="host">What another host than the embedded one brings along.</param>
    public static WebApplication Build(ServeOptions options, Action<IServiceCollection>? more = null, HostParts? host = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Configuration.AddEnvironmentVariables("FREIGHTRECOVERY_");
        builder.WebHost.UseUrls(options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Bodies are bounded where they are read, and what is too large is refused there. This bound is higher, so that
            // the server reads on and the caller gets its answer instead of a broken connection.
            kestrel.Limits.MaxRequestBodySize = MostBytes;
        });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning)
            // The keys of cookies lie beside the database, which needs the same protection; saying so at each start helps nobody.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            // Anybody can make as many bad keys as he likes; each would be three lines.
            .AddFilter(typeof(ApiKeyHandler).FullName, LogLevel.Warning);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        host?.Add(builder);
        AddEngine(builder.Services, options);
        AddSecurity(builder.Services, options);
        AddApi(builder.Services);
        builder.Services.AddIntake();
        builder.Services.AddHooks(options.PrivateWebhooks);
        if (options.Inbox is { } inbox)
            builder.Services.AddInbox(inbox);
        more?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages(Statuses.Write);
        // Over https only, and not on this machine's own name, where others may serve without.
        app.UseHsts();
        app.UseResponseCompression();
        app.Use(SecurityHeaders.Add);
        app.UseAssets();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.Use(SecurityHeaders.RefuseOtherSites);
        app.UseAuthorization();
        app.UseAntiforgery();
        app.Use(SecurityHeaders.RefuseForged);
        app.MapApi().MapIntake();
        if (options.TestClock is not null)
            TestClockApi.Map(app);
        Health.Map(app);
        host?.Map(app);
        var pages = app.MapGroup("").AddEndpointFilter(ProblemPages.Show);
        SignIn.Map(pages);
        PasskeyPages.Map(pages);
        CompanySignIn.Map(pages);
        WelcomePages.Map(pages);
        MyAccountPages.Map(pages);
        PeoplePages.Map(pages);
        KeyPages.Map(pages);
        HookPages.Map(pages);
        NoticePages.Map(pages);
        InboxPages.Map(pages);
        IncidentPages.Map(pages);
        ReportPages.Map(pages);
        LinkPages.Map(pages);
        LinkApi.MapDesk(pages);
        BoardPages.Map(pages);
        CustomerPages.Map(pages);
        InvoicePages.Map(pages);
        ApprovalPages.Map(pages);
        StepPages.Map(pages);
        BookPages.Map(pages);
        DisruptionPages.Map(pages);
        PolicyPages.Map(pages);
        pages.MapDesk();
        app.MapOpenApi().AllowAnonymous();
        return app;
    }

    private static void AddEngine(IServiceCollection services, ServeOptions options)
    {
        services.AddSingleton(options);
        if (options.TestClock is { } start)
            services.AddSingleton(new TestClock(start)).AddSingleton<ClockHands>().AddSingleton<IClock>(s => s.GetRequiredService<TestClock>());
        else
            services.AddSingleton<IClock>(NodaTime.SystemClock.Instance);
        // Read now: a policy that cannot be used is told before anything is opened.
        var policy = new PolicyInForce(new PolicyFiles(options.PolicyFile, options.DataDirectory));
        services.AddSingleton(policy).AddHostedService<PolicySignal>();
        if (options.Connection is not null)
            services.AddHostedService<PolicyFollower>();
        services.AddSingleton<CalendarWatch>().AddSingleton<DailyRounds>().AddHostedService<DailyService>();
        var legal = LegalSource.Open(options.DataDirectory);
        services.AddSingleton(legal).AddHostedService<LegalService>();
        // Rows that a new schema asks for are filled in without the book's figures: those are read from the store itself.
        // The program has nothing else to do until its store is open.
        services.AddSingleton(_ => options.Place.Open(() => legal.Over(policy.Current.House)).AsTask().GetAwaiter().GetResult());
        services.AddSingleton<IStore>(s => s.GetRequiredService<IOpenStore>()).AddSingleton(s => s.GetRequiredService<IOpenStore>().Keys);
        services.AddSingleton<IDatabase>(s => s.GetRequiredService<IOpenStore>());
        services.AddSingleton<Margins>().AddSingleton<BookFigures>();
        services.AddSingleton<Func<Policy>>(s =>
        {
            var book = s.GetRequiredService<BookFigures>();
            return () => book.Over(legal.Over(policy.Current.House));
        }).AddSingleton<Func<FeedPolicy>>(() => policy.Current.Feeds);
        services.AddSingleton<Transactor>();
        if (services.All(s => s.ServiceType != typeof(ICommandGateway)))
        {
            services.AddSingleton(s => new InProcessGateway(s.GetRequiredService<Transactor>()));
            services.AddSingleton<ICommandGateway>(s => s.GetRequiredService<InProcessGateway>()).AddHostedService<IdleService>();
        }

        services.AddSingleton<Reporting>();
        services.AddSingleton(s => new Shares(
            s.GetRequiredService<IStore>(), $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}", TimeProvider.System));
        // The first of the services: the others work on what it has taken.
        services.AddHostedService<LeaseService>();
        services.AddSingleton(s => new Dispatcher(
            s.GetRequiredService<IStore>(), s.GetRequiredService<ICommandGateway>(), () => s.GetRequiredService<Shares>().Now));
        services.AddSingleton(s => new DeadlineSweep(
            s.GetRequiredService<IStore>(), s.GetRequiredService<ICommandGateway>(), s.GetRequiredService<Func<Policy>>(),
            at => new CommandId(Guid.CreateVersion7(at.ToDateTimeOffset())), () => s.GetRequiredService<Shares>().Now));
        services.AddSingleton<Store.Queries.Disruptions>().AddSingleton<FanOut>().AddSingleton<DisruptionWatch>()
            .AddSingleton<FanOutService>().AddHostedService(s => s.GetRequiredService<FanOutService>())
            .AddSingleton<DisruptionsApi.Views>();
        services.AddHostedService<DispatchService>();
        services.AddHostedService<SweepService>();
        services.AddHostedService<NoticeWatch>();
    }

    private static void AddSecurity(IServiceCollection services, ServeOptions options)
    {
        services.AddSingleton<ApiKeys>().AddSingleton<KeyRing>();
        services.AddAccounts(options.DataDirectory).AddSigningIn();
        var authentication = services.AddAuthentication(Scheme)
            .AddPolicyScheme(Scheme, null, scheme => scheme.ForwardDefaultSelector = context =>
                context.Request.Headers.ContainsKey("Authorization") || !context.Request.Cookies.ContainsKey(SignIn.CookieName)
                && context.Request.Path.StartsWithSegments(Routes.Base)
                    ? ApiKeyHandler.SchemeName
                    : SignIn.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null)
            .AddCookie(SignIn.SchemeName, SignIn.Configure)
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, cookie => SignIn.Harden(cookie, SignIn.CookieName + "-step", TimeSpan.FromMinutes(10)))
            // The user manager looks for a device that was told to skip the second step; none is ever told so.
            .AddCookie(IdentityConstants.TwoFactorRememberMeScheme)
            .AddCookie(IdentityConstants.ExternalScheme, cookie => SignIn.Harden(cookie, SignIn.CookieName + "-company", TimeSpan.FromMinutes(10)));
        CompanySignIn.AddTo(authentication, CompanySettings.Read(options.DataDirectory));
        services.AddAuthorization(Access.AddPolicies);
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        // Pages hide their form's token anew each time, so their length tells nothing of it. Answers to programs are small, and many.
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/html", "text/css", "text/csv", "text/javascript", "image/svg+xml"];
        });
        services.AddAntiforgery(form => form.Cookie.SameSite = SameSiteMode.Strict);
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "1";
                return ValueTask.CompletedTask;
            };
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                RateLimitPartition.GetTokenBucketLimiter(
                    Caller.Of(context)?.Key ?? context.Connection.RemoteIpAddress?.ToString() ?? "",
                    _ => new TokenBucketRateLimiterOptions
                    {
                        TokenLimit = options.RequestsPerSecond,
                        TokensPerPeriod = options.RequestsPerSecond,
                        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                        QueueLimit = 0,
                    }));
            limiter.AddPolicy(SignIn.AttemptsPolicy, context => RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = options.SignInsPerMinute, Window = TimeSpan.FromMinutes(1) }));
            limiter.AddPolicy(LinkPages.RatePolicy, context => RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = options.LinksPerMinute, Window = TimeSpan.FromMinutes(1) }));
        });
    }

    private static void AddApi(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => BodyReader.Configure(json.SerializerOptions));
        services.AddProblemDetails();
        services.AddExceptionHandler<Exceptions>();
        services.AddOpenApi("v1", OpenApiForm.Configure);
        services.AddSingleton<Customers>().AddSingleton<Shipments>().AddSingleton<Invoices>().AddSingleton<HeldMoney>().AddSingleton<Incidents>()
            .AddSingleton<Relationships>().AddSingleton<Notifications>().AddSingleton<DeskQueries>().AddSingleton<InboxQueries>();
        services.AddRazorComponents();
        services.AddSingleton(s => new RecentFigures(s.GetRequiredService<ServeOptions>().TestClock is null ? TimeProvider.System : null));
        services.AddSingleton<LiveNotices>().AddSingleton<Commands>().AddSingleton<IncidentViews>().AddSingleton<IncidentReading>().AddSingleton<IncidentDoor>().AddSingleton<OptionDesk>().AddSingleton<ActDesk>().AddSingleton<IncidentScreen>();
        services.AddSingleton<PromisesDue>().AddSingleton<StepsOwed>().AddSingleton<HoldingIncidents>().AddSingleton<CustomerScreen.Reading>();
        services.AddSingleton<CustomerLinkLog>().AddSingleton<CustomerLinks>().AddSingleton<CustomerWord>().AddTransient<LinkPages.Opening>();
        services.AddSingleton<EvidenceQueries>().AddSingleton(s => new EvidenceFiles(s.GetRequiredService<ServeOptions>().DataDirectory));
        services.AddSingleton<PersonalReads>().AddHostedService<PrivacyService>();
        services.AddSingleton<SdrRates>().AddSingleton<ClaimQueries>().AddSingleton<ClaimViews>();
        services.AddSingleton<IncidentFigures>().AddSingleton<CauseFigures>().AddSingleton<TradeFigures>().AddSingleton<PromiseFigures>().AddSingleton<SlideFigures>().AddSingleton<TrendFigures>();
        services.AddSingleton(s => new LetterFonts(s.GetRequiredService<ServeOptions>().Fonts));
    }
}
