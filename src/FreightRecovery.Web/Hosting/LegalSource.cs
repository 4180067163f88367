using FreightRecovery.Domain;
using FreightRecovery.Domain.Claims;
using FreightRecovery.Store.Queries;

namespace FreightRecovery.Web.Hosting;

/// <summary>The house's own rules file cannot be used; the message says where and what.</summary>
public sealed class LegalFileException(string message) : IOException(message);

/// <summary>
/// The rules of law in force: those that ship, and over them the house's own <c>legal.json</c> of the data directory
/// where there is one, and the values of the SDR that people entered. A file that is wrong keeps the program from starting; one
/// that goes wrong later is left unread.
/// </summary>
public sealed class LegalSource
{
    /// <summary>The file's name within the data directory.</summary>
    public const string FileName = "legal.json";

    private readonly string file;
    private readonly Lock changing = new();
    private DateTime written;
    private LegalRules ofFile, rules;
    private IReadOnlyList<SdrRate> entered = [];
    private Tuple<Policy, LegalRules, Policy>? last;

    private LegalSource(string file, DateTime written, LegalRules rules) => (this.file, this.written, ofFile, this.rules) = (file, written, rules, rules);

    /// <summary>Opens the rules of a data directory.</summary>
    /// <exception cref="LegalFileException">The house's own file is wrong.</exception>
    public static LegalSource Open(string dataDirectory)
    {
        var file = Path.Combine(dataDirectory, FileName);
        return new LegalSource(file, File.GetLastWriteTimeUtc(file), Read(file));
    }

    /// <summary>The policy with the rules in force.</summary>
    public Policy Over(Policy policy)
    {
        var (now, known) = (Volatile.Read(ref rules), Volatile.Read(ref last));
        if (known is not null && ReferenceEquals(known.Item1, policy) && ReferenceEquals(known.Item2, now))
            return known.Item3;
        var with = policy with { Legal = now };
        Volatile.Write(ref last, Tuple.Create(policy, now, with));
        return with;
    }

    /// <summary>Reads the file again when it has changed; answers whether it had.</summary>
    /// <exception cref="LegalFileException">What is there now is wrong; the rules stay as they were.</exception>
    public bool Refresh()
    {
        var changed = File.GetLastWriteTimeUtc(file);
        if (changed == written)
            return false;
        written = changed;
        var read = Read(file);
        lock (changing)
        {
            ofFile = read;
            Combine();
        }

        return true;
    }

    /// <summary>Takes the values of the SDR that people entered; on the same day they go before those of the file.</summary>
    public void Enter(IReadOnlyList<SdrRate> rates)
    {
        lock (changing)
        {
            entered = rates;
            Combine();
        }
    }

    private void Combine()
    {
        var days = entered.Select(r => (r.On, r.Currency)).ToHashSet();
        Volatile.Write(ref rules, ofFile with { Sdr = [.. ofFile.Sdr.Where(r => !days.Contains((r.On, r.Currency))), .. entered] });
    }

    private static LegalRules Read(string file)
    {
        if (!File.Exists(file))
            return LegalRules.Shipped;
        var (read, faults) = LegalFile.Read(File.ReadAllText(file), LegalRules.Shipped);
        return read ?? throw new LegalFileException(
            $"The rules in {file} cannot be used:\n" + string.Join("\n", faults.Select(f => $"  {(f.Pointer.Length == 0 ? "/" : f.Pointer)}: {f.Message}")));
    }
}

/// <summary>Takes up the values of the SDR that were entered, and a changed rules file without a restart.</summary>
internal sealed class LegalService(LegalSource source, SdrRates rates, ILogger<LegalService> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        source.Enter(await rates.All(cancellationToken));
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Pause.After(Every, stoppingToken);
            try
            {
                if (source.Refresh())
                    log.LogInformation("The rules of law were read anew.");
            }
            catch (IOException e)
            {
                log.LogError("{Problem} The rules stay as they were.", e.Message);
            }
        }
    }
}
