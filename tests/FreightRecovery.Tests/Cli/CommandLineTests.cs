using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using FreightRecovery.Tests.Intake;
using FreightRecovery.Tests.Intake.Csv;
using FreightRecovery.Web.Cli;

namespace FreightRecovery.Tests.Cli;

/// <summary>The console is one for the whole process: nothing else runs while it is listened to.</summary>
[CollectionDefinition(nameof(CommandLineTests), DisableParallelization = true)]
public sealed class OneConsole;

/// <summary>The program's own words, run in this process over a directory of their own.</summary>
[Collection(nameof(CommandLineTests))]
public sealed class CommandLineTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("freight-recovery-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task The_last_line_of_key_add_is_the_key()
    {
        var (code, output, errors) = await Run("key", "add", "--name", "bot", "--role", "integration", "--role2", "finance", "--branch", "SHA");
        Assert.Equal(0, code);
        Assert.Matches("^frk_[0-9a-f]{16}_[A-Za-z0-9_-]{43}$", output.TrimEnd().Split('\n')[^1]);
        Assert.Contains("There was no house", errors, StringComparison.Ordinal);
        Assert.Empty((await Run("key", "add", "--name", "bot", "--role", "integration")).Errors);
    }

    [Fact]
    public async Task The_last_line_of_user_add_is_a_link_and_nobody_is_added_twice()
    {
        var (code, output, _) = await Run("user", "add", "--name", "mei.lin", "--role", "sales", "--branch", "SHA", "--address", "https://desk.example/");
        Assert.Equal(0, code);
        Assert.StartsWith("https://desk.example/welcome?u=", output.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
        var (again, _, errors) = await Run("user", "add", "--name", "Mei.Lin", "--role", "finance");
        Assert.Equal(2, again);
        Assert.Contains("user link --name", errors, StringComparison.Ordinal);
        Assert.Equal(2, (await Run("user", "link", "--name", "nobody")).Code);
        Assert.Equal(0, (await Run("user", "link", "--name", "mei.lin")).Code);
        Assert.Contains("mei.lin", (await Run("user", "list")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Run("user", "close", "--name", "mei.lin")).Code);
        Assert.Contains("closed", (await Run("user", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejected_rows_stand_beside_their_file_and_the_exit_says_so()
    {
        var file = Path.Combine(directory, "customers.ndjson");
        await File.WriteAllTextAsync(file, Rows.Customer("C1") + "\n{\"ref\":\"C2\"}\n", TestContext.Current.CancellationToken);
        var (code, output, errors) = await Run("import", "customers", file);
        Assert.Equal(1, code);
        Assert.Contains("2 rows read, 1 accepted, 1 rejected", output);
        Assert.Contains("line 2", errors);
        Assert.Equal("{\"ref\":\"C2\"}\n", await File.ReadAllTextAsync(file + ".rejected.ndjson", TestContext.Current.CancellationToken));
        Assert.Contains(file + ".errors.csv", errors);

        await File.WriteAllTextAsync(file, Rows.Customer("C1"), TestContext.Current.CancellationToken);
        Assert.Equal(0, (await Run("import", "customers", file)).Code);
        Assert.False(File.Exists(file + ".rejected.ndjson"));
    }

    [Fact]
    public async Task A_table_of_another_office_is_imported_under_its_own_words()
    {
        var file = Path.Combine(directory, "clients.csv");
        var map = Path.Combine(directory, "map.json");
        await File.WriteAllTextAsync(map, """{"Kd.-Nr.": "ref", "Notiz": null}""", TestContext.Current.CancellationToken);
        string[] header = ["Kd.-Nr.", .. Sheet.EnglishHeader[1..], "Notiz"];
        await File.WriteAllBytesAsync(
            file, Sheet.Bytes("ibm850", Sheet.Text([header, [.. Sheet.Customer("C1", "Größe"), "x"]], '#')), TestContext.Current.CancellationToken);
        string[] words = ["import", "customers", file, "--encoding", "ibm850", "--delimiter", "#", "--map", map];
        var (code, output, errors) = await Run([.. words, "--dry-run"]);
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("Read as ibm850 with '#' between the fields. 'Kd.-Nr.' is ref", output);
        Assert.Contains("Nothing was written", output);
        Assert.Equal(0, (await Run(words)).Code);
        Assert.Equal(0, (await Run("import", "customers", file, "--from-start", "--encoding", "ibm850", "--delimiter", "#", "--map", map)).Code);
    }

    [Fact]
    public async Task A_database_is_verified_rebuilt_and_copied()
    {
        var file = Path.Combine(directory, "customers.ndjson");
        await File.WriteAllTextAsync(file, Rows.Customer("C1"), TestContext.Current.CancellationToken);
        await Run("import", "customers", file);
        Assert.Equal(0, (await Run("verify")).Code);
        Assert.Equal(0, (await Run("rebuild")).Code);
        Assert.Equal(0, (await Run("migrate")).Code);
        var copy = Directory.CreateDirectory(Path.Combine(directory, "copy")).FullName;
        Assert.Equal(0, (await Run("backup", Path.Combine(copy, "freight-recovery.db"))).Code);
        Assert.Equal(0, await CommandLine.Run(["verify", "--data", copy]));
    }

    [Fact]
    public async Task A_file_of_purchases_is_fitted_tested_and_written_as_a_piece_of_the_policy()
    {
        var file = Path.Combine(directory, "purchases.txt");
        await File.WriteAllLinesAsync(file, Purchases(), TestContext.Current.CancellationToken);
        var target = Path.Combine(directory, "model.json");
        var (code, output, errors) = await Run("fit", "--file", file, "--columns", "_,date,customer", "--out", target);
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("log-likelihood", output);
        Assert.Contains("Back-test", output);
        Assert.Contains("tenth  customers", output);
        var model = JsonNode.Parse(await File.ReadAllTextAsync(target, TestContext.Current.CancellationToken))!["relationship"]!["model"]!;
        Assert.Equal(["r", "alpha", "a", "b"], model.AsObject().Select(p => p.Key));
        Assert.All(model.AsObject(), p => Assert.True((double)p.Value! > 0));
        Assert.Equal(0, (await Run("policy", "check", target)).Code);
    }

    [Theory]
    [InlineData("1 20260101\n2 yesterday", "line 2")]
    [InlineData("1 20260101\n\n2", "line 3")]
    [InlineData("1 20261301", "line 1")]
    public async Task A_line_that_cannot_be_read_is_named(string text, string where)
    {
        var file = Path.Combine(directory, "purchases.txt");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        var (code, _, errors) = await Run("fit", "--file", file);
        Assert.Equal(2, code);
        Assert.Contains(where, errors);
    }

    [Fact]
    public async Task A_house_with_few_bookings_is_told_what_a_fit_takes()
    {
        await Run("migrate");
        var (code, _, errors) = await Run("fit");
        Assert.Equal(1, code);
        Assert.Contains("no bookings", errors);
    }

    // Customers drawn from the model itself: each with its own rate and its own chance of dropping out after a purchase.
    private static IEnumerable<string> Purchases()
    {
        var random = new Random(5);
        for (var customer = 0; customer < 500; customer++)
        {
            var (rate, dropOut) = (-Math.Log(1 - random.NextDouble()) / 6, 1 - Math.Pow(random.NextDouble(), 1 / 2.5));
            for (var week = 0.0; week < 70; week += -Math.Log(1 - random.NextDouble()) / rate)
            {
                yield return $"x {new NodaTime.LocalDate(2025, 1, 1).PlusDays((customer % 60) + (int)(week * 7)):yyyy-MM-dd} c{customer}";
                if (week > 0 && random.NextDouble() < dropOut)
                    break;
            }
        }
    }

    [Fact]
    public async Task The_policy_that_is_shown_is_a_file_to_start_from()
    {
        var (code, shown, _) = await Run("policy", "show");
        Assert.Equal(0, code);
        await File.WriteAllTextAsync(Path.Combine(directory, "mine.json"), shown, TestContext.Current.CancellationToken);
        Assert.Equal((0, "Version 1: all is well."), await Check("mine.json"));

        await File.WriteAllTextAsync(
            Path.Combine(directory, "policy.json"), shown.Replace("\"version\": 1", "\"version\": 8", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Contains("\"version\": 8", (await Run("policy", "show")).Output, StringComparison.Ordinal);

        async Task<(int, string)> Check(string name)
        {
            var (exit, output, _) = await Run("policy", "check", Path.Combine(directory, name));
            return (exit, output.Trim());
        }
    }

    [Fact]
    public async Task A_policy_that_cannot_be_used_is_told_with_every_fault_before_anything_is_opened()
    {
        var file = Path.Combine(directory, "bad.json");
        await File.WriteAllTextAsync(file, """{"version":0,"lowmark":3,"holdTarget":"a week"}""", TestContext.Current.CancellationToken);

        var (code, _, errors) = await Run("policy", "check", file);
        Assert.Equal(1, code);
        Assert.Equal(["/holdTarget", "/lowmark", "/version"], errors.Trim().Split('\n').Select(line => line.Split(':')[0]).Order(StringComparer.Ordinal));

        var (started, _, reasons) = await Run("serve", "--empty", "--urls", "http://127.0.0.1:0", "--policy", file);
        Assert.Equal(2, started);
        Assert.Contains("/holdTarget: ", reasons, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(directory, "freight-recovery.db")));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("policy", "check", "there-is-no-such-file.json")]
    [InlineData("import", "ships", "file.csv")]
    [InlineData("import", "customers", "there-is-no-such-file.csv")]
    [InlineData("import", "customers", "x.csv", "--encoding", "klingon")]
    [InlineData("import", "customers", "x.csv", "--delimiter", "ab")]
    [InlineData("import", "customers", "x.csv", "--map", "there-is-no-such-file.json")]
    [InlineData("key", "add", "--name", "x", "--role", "king")]
    [InlineData("serve", "--test-clock", "yesterday")]
    [InlineData("serve", "--empty", "--urls", "nonsense")]
    [InlineData("serve", "--empty", "--urls", "http://127.0.0.1:99999")]
    [InlineData("serve", "--empty", "--urls", "http://192.0.2.1:5999")]
    [InlineData("fit", "--file", "there-is-no-such-file.txt")]
    [InlineData("fit", "--file", "x", "--columns", "date,amount")]
    [InlineData("fit", "--until", "yesterday")]
    [InlineData("fit", "--holdout-weeks", "0")]
    [InlineData("verify")]
    public async Task Wrong_words_and_missing_things_exit_with_two_and_a_reason(params string[] words)
    {
        var (code, _, errors) = await Run(words);
        Assert.Equal(2, code);
        Assert.NotEqual("", errors.Trim());
        Assert.DoesNotContain("   at ", errors);
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_a_sentence_before_anything_is_made()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var (code, output, errors) = await Run("serve", "--urls", $"http://127.0.0.1:{port}");

        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith($"Port {port} is in use", errors, StringComparison.Ordinal);
        Assert.Single(errors.Trim().Split('\n'));
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory));
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_is_told_to_go_elsewhere()
    {
        using (StartChecks.Directory(directory))
        {
            var (code, _, errors) = await Run("serve", "--empty", "--urls", "http://127.0.0.1:0");
            Assert.Equal(2, code);
            Assert.Contains("Another server uses", errors, StringComparison.Ordinal);
            Assert.Equal(0, (await Run("key", "add", "--name", "bot", "--role", "integration")).Code);
        }

        StartChecks.Directory(directory).Dispose();
    }

    [Fact]
    public async Task A_data_directory_that_is_a_file_is_told_in_a_sentence()
    {
        var file = Path.Combine(directory, "file");
        await File.WriteAllTextAsync(file, "x", TestContext.Current.CancellationToken);
        Assert.Contains("--data DIR", Assert.Throws<IOException>(() => StartChecks.Directory(file)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "", null)]
    [InlineData("Server=db", "", "Server=db")]
    [InlineData("Server=db", "--store sqlite", null)]
    [InlineData("Server=db", "--store sqlserver", "Server=db")]
    [InlineData("Server=db", "--store sqlserver --connection Server=other", "Server=other")]
    public void A_connection_string_in_the_environment_puts_a_server_in_place_of_the_file(string? variable, string words, string? connection)
    {
        const string Name = "FREIGHTRECOVERY_SQLSERVER";
        Environment.SetEnvironmentVariable(Name, variable);
        try
        {
            var verb = new System.CommandLine.Command("verb");
            var place = new PlaceOptions().AddTo(verb);
            Assert.Equal(connection, place.Of(verb.Parse(words)).Connection);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Name, null);
        }
    }

    [Fact]
    public async Task An_address_of_mail_is_taken_and_said_not_to_be_kept()
    {
        var (code, output, errors) = await Run("user", "add", "--name", "mei.lin", "--email", "mei@example.com", "--role", "sales");
        Assert.Equal(0, code);
        Assert.Contains("/welcome?u=", output.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
        Assert.Contains("Nothing is mailed to mei@example.com", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_does_not_name_the_programs_own_parameters()
    {
        var (code, _, errors) = await Run("key", "add", "--name", " ", "--role", "sales");
        Assert.Equal(2, code);
        Assert.DoesNotContain("Parameter", errors, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Errors)> Run(params string[] words)
    {
        var (output, errors) = (Console.Out, Console.Error);
        using var told = new StringWriter();
        using var complained = new StringWriter();
        Console.SetOut(told);
        Console.SetError(complained);
        try
        {
            var code = await CommandLine.Run([.. words, "--data", directory]);
            return (code, told.ToString(), complained.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }
    }
}
