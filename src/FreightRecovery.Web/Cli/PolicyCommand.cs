using System.CommandLine;
using FreightRecovery.Domain.Calendar;
using FreightRecovery.Web.Policies;
using NodaTime;

namespace FreightRecovery.Web.Cli;

/// <summary><c>policy show</c> and <c>policy check FILE</c>.</summary>
internal sealed class PolicyCommand : Command
{
    public PolicyCommand()
        : base("policy", "The policy: every threshold of the house, in one versioned file.")
    {
        Add(Show());
        Add(Check());
    }

    /// <summary>The option that names another file than the one in the data directory.</summary>
    public static Option<string?> File() => new("--policy")
    {
        Description = $"The policy file; {PolicyFiles.Name} in the data directory when there is one, else the one that ships.", HelpName = "FILE",
    };

    private static Command Show()
    {
        var (data, file) = (CommandLine.Data(), File());
        var show = new Command("show", "Prints the policy in force, complete: a file to start from.") { data, file };
        show.SetAction(words =>
        {
            Console.WriteLine(PolicyJson.Write(new PolicyFiles(words.GetValue(file), words.GetRequiredValue(data)).Load()));
            return ExitCodes.Ok;
        });
        return show;
    }

    private static Command Check()
    {
        var file = new Argument<string>("FILE");
        var data = CommandLine.Data();
        var check = new Command("check", "Checks a policy file and lists everything that is wrong with it.") { file, data };
        check.SetAction(words =>
        {
            try
            {
                var policy = new PolicyFiles(words.GetRequiredValue(file), words.GetRequiredValue(data)).Load();
                foreach (var warning in RunningOut.Of(policy.House.Calendars, SystemClock.Instance.GetCurrentInstant()))
                    Console.WriteLine($"Warning: {warning.Advice}");
                Console.WriteLine($"Version {policy.House.Version}: all is well.");
                return ExitCodes.Ok;
            }
            catch (PolicyException e)
            {
                foreach (var fault in e.Faults)
                    Console.Error.WriteLine(PolicyException.Line(fault));
                return ExitCodes.Failed;
            }
        });
        return check;
    }
}
