using System.Net;
using System.Net.Sockets;

namespace FreightRecovery.Web.Cli;

/// <summary>
/// What has to be so before the server starts, looked at before anything is loaded or written: who has to wait for it is told at once, and what to do.
/// </summary>
internal static class StartChecks
{
    private const string LockFile = "serve.lock";
    private const string Example = "--urls http://127.0.0.1:5081";

    /// <summary>Throws where one of the addresses cannot be listened at. What is found later, in a race, the server says itself.</summary>
    /// <param name="urls">Addresses, with semicolons between them.</param>
    /// <exception cref="ArgumentException">An address is not one.</exception>
    /// <exception cref="IOException">An address is taken, is not this machine's, or is not ours to take.</exception>
    public static void Addresses(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Parsed(url, out var address))
                throw new ArgumentException($"'{url}' is no address to listen at. Write it like {Example}.");
            if (address.IsUnixPipe || address.IsNamedPipe || address.Port == 0)
                continue;
            try
            {
                using var probe = new TcpListener(Local(address.Host), address.Port);
                probe.Start();
            }
            catch (SocketException e)
            {
                throw new IOException(
                    e.SocketErrorCode switch
                    {
                        SocketError.AddressAlreadyInUse => $"Port {address.Port} is in use: something listens at {url} already. Stop it, or choose another port, such as {Example}.",
                        SocketError.AccessDenied => $"Port {address.Port} is not for everybody on this machine. Choose one above 1023, such as {Example}.",
                        SocketError.AddressNotAvailable => $"{address.Host} is no address of this machine. Choose one that is, such as {Example}; http://0.0.0.0:{address.Port} is all of them.",
                        _ => $"Nobody can listen at {url}: {e.Message}. Choose another address, such as {Example}.",
                    },
                    e);
            }
        }
    }

    /// <summary>
    /// Takes the data directory of an embedded house until it is disposed of. Its file is one program's: a second server on it would answer from
    /// a memory that the first one's writes pass by. Verbs such as <c>import</c> and <c>key</c> need no hold.
    /// </summary>
    /// <exception cref="IOException">Another server has it, or it cannot be made or written.</exception>
    public static IDisposable Directory(string path)
    {
        var file = Path.Combine(path, LockFile);
        try
        {
            System.IO.Directory.CreateDirectory(path);
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(file))
        {
            throw new IOException($"Another server uses '{path}' already. Stop that one first, or name another data directory with --data DIR.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The data directory '{path}' cannot be made or written: {e.Message} Name one that can with --data DIR.", e);
        }
    }

    private static bool Parsed(string url, out BindingAddress address)
    {
        try
        {
            address = BindingAddress.Parse(url);
            return address.IsUnixPipe || address.IsNamedPipe || address.Port is >= 0 and <= IPEndPoint.MaxPort;
        }
        catch (FormatException)
        {
            address = null!;
            return false;
        }
    }

    // As the server takes them: a name other than localhost stands for all addresses.
    private static IPAddress Local(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
        : IPAddress.TryParse(host, out var ip) ? ip
        : IPAddress.Any;
}
