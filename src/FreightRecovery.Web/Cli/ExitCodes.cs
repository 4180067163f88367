namespace FreightRecovery.Web.Cli;

/// <summary>What the program's exit says.</summary>
internal static class ExitCodes
{
    /// <summary>All went well.</summary>
    public const int Ok = 0;

    /// <summary>A check failed, or rows were rejected.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage, or the machine does not let us: a port in use, a directory that cannot be written.</summary>
    public const int Unusable = 2;
}
