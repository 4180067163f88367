using FreightRecovery.Engine.Privacy;

namespace FreightRecovery.Store;

/// <summary>
/// Where the master key comes from: the variable <c>FREIGHTRECOVERY_MASTER_KEY</c> (32 bytes in Base64), the file that
/// <c>FREIGHTRECOVERY_MASTER_KEY_FILE</c> names, or the file <c>master.key</c> of the data directory, which is made at first start.
/// </summary>
public static class MasterKeyFile
{
    /// <summary>The name of the file within the data directory.</summary>
    public const string FileName = "master.key";

    private const string Value = "FREIGHTRECOVERY_MASTER_KEY";
    private const string Place = "FREIGHTRECOVERY_MASTER_KEY_FILE";

    /// <summary>Reads the key, and tries it on what it has wrapped.</summary>
    /// <param name="dataDirectory">The data directory.</param>
    /// <param name="wrapped">A key that it must open; null when there is none yet, and then a missing key is made.</param>
    /// <exception cref="MasterKeyException">It is missing, no key at all, or another one.</exception>
    public static MasterKey Open(string dataDirectory, StoredKey? wrapped)
    {
        var file = Environment.GetEnvironmentVariable(Place) is { Length: > 0 } place ? place : Path.Combine(dataDirectory, FileName);
        var (text, source) = Environment.GetEnvironmentVariable(Value) is { Length: > 0 } value ? (value, Value) : (Read(file, wrapped is null), file);
        var key = MasterKey.TryParse(text)
            ?? throw new MasterKeyException($"{source} holds no master key: that is {MasterKey.Bytes} bytes in Base64, as 'openssl rand -base64 32' prints.");
        if (wrapped is not null)
            key.Try(wrapped);
        return key;
    }

    private static string Read(string file, bool mayMake)
    {
        if (!File.Exists(file))
        {
            if (!mayMake)
                throw new MasterKeyException(
                    $"The master key {file} is missing, and the database holds personal data that only it opens. Put it back from where you keep it, or name it with {Place}.");
            Make(file);
        }

        return File.ReadAllText(file);
    }

    // Two programs that start at once agree on the one that is there first.
    private static void Make(string file)
    {
        var part = $"{file}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(part, options))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(MasterKey.NewText() + "\n"));
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(part, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(part);
        }
    }
}
