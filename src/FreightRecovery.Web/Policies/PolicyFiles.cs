using System.Security.Cryptography;
using FreightRecovery.Domain;

namespace FreightRecovery.Web.Policies;

/// <summary>Whether the program may write the policy file.</summary>
public enum PolicyWriting
{
    /// <summary>It lies in the data directory, which is ours.</summary>
    Open,

    /// <summary>The house named a file elsewhere: whoever keeps that one changes it there.</summary>
    Elsewhere,

    /// <summary>Somebody has made it read-only.</summary>
    ReadOnly,
}

/// <summary>
/// Where a house keeps its rules: a policy file of its choice, or <c>policy.json</c> in the data directory when there is one, and
/// beside it the folder <c>calendars</c> with a file for each calendar.
/// </summary>
/// <param name="File">The file that is named, or null.</param>
/// <param name="DataDirectory">The data directory.</param>
public sealed record PolicyFiles(string? File, string DataDirectory)
{
    /// <summary>The policy file's name in the data directory.</summary>
    public const string Name = "policy.json";

    /// <summary>The folder of the calendars.</summary>
    public const string CalendarFolder = "calendars";

    /// <summary>Where the policy comes from, for people.</summary>
    public string Source => Found ?? "The policy that ships with the product";

    /// <summary>The file of the policy, which need not be there yet.</summary>
    public string Place => File ?? Usual;

    /// <summary>Whether we may write it.</summary>
    public PolicyWriting Writing =>
        !Path.GetFullPath(Place).StartsWith(Path.GetFullPath(DataDirectory) + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? PolicyWriting.Elsewhere
        : new FileInfo(Place) is { Exists: true, IsReadOnly: true } ? PolicyWriting.ReadOnly
        : PolicyWriting.Open;

    private string Usual => Path.Combine(DataDirectory, Name);

    private string? Found => File ?? (System.IO.File.Exists(Usual) ? Usual : null);

    /// <summary>The file as it stands; null when there is none.</summary>
    public byte[]? Text() => Found is { } file ? System.IO.File.ReadAllBytes(file) : null;

    /// <summary>Reads all of it.</summary>
    /// <exception cref="PolicyException">Anything is wrong with it.</exception>
    /// <exception cref="IOException">The file that is named is not there, or cannot be read.</exception>
    public PolicySet Load()
    {
        var (policy, faults) = Judge(Text());
        return faults.Count == 0 ? policy : throw new PolicyException(Source, faults);
    }

    /// <summary>What a text would come to as the policy file, beside the calendars as they stand; and everything that is wrong with it.</summary>
    /// <param name="utf8">The text; null for no file.</param>
    public (PolicySet Policy, IReadOnlyList<PolicyFault> Faults) Judge(byte[]? utf8)
    {
        var (policy, faults) = utf8 is null ? (PolicySet.Default, (IReadOnlyList<PolicyFault>)[]) : PolicyJson.Read(utf8);
        (policy, var more) = CalendarFiles.Add(policy, Path.Combine(Path.GetDirectoryName(Path.GetFullPath(Place))!, CalendarFolder));
        return (policy, [.. faults, .. more]);
    }

    /// <summary>Keeps programs that share the folder from writing the file meanwhile; null while one of them is at it.</summary>
    public IDisposable? Alone()
    {
        var mark = Place + ".lock";
        try
        {
            return new FileStream(mark, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        }
        catch (IOException) when (System.IO.File.Exists(mark))
        {
            return null;
        }
    }

    /// <summary>Puts another text in the file's place, in one step: a crash leaves the old one or the new one.</summary>
    public async Task Write(ReadOnlyMemory<byte> utf8, CancellationToken cancel)
    {
        var whole = $"{Place}.{Guid.NewGuid():N}.tmp";
        try
        {
            await using (var file = new FileStream(whole, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true))
            {
                await file.WriteAsync(utf8, cancel);
                file.Flush(flushToDisk: true);
            }

            System.IO.File.Move(whole, Place, overwrite: true);
        }
        finally
        {
            System.IO.File.Delete(whole);
        }
    }

    /// <summary>A mark of a text: who was shown one and sends another says by it which one that was.</summary>
    public static string MarkOf(byte[]? utf8) => utf8 is null ? "none" : Convert.ToHexStringLower(SHA256.HashData(utf8));
}
