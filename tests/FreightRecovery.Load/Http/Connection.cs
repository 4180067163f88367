using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace FreightRecovery.Load.Http;

/// <summary>One kept-alive connection that sends requests written beforehand and reads no more of an answer than it must.</summary>
internal sealed class Connection : IDisposable
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] LastChunk = "\r\n0\r\n\r\n"u8.ToArray();
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[1 << 18];

    private Connection() { }

    public static async Task<Connection> Open(Uri server, CancellationToken cancel = default)
    {
        var connection = new Connection();
        try
        {
            await connection.socket.ConnectAsync(server.Host, server.Port, cancel);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A request as it goes over the wire.</summary>
    public static byte[] Request(string method, string path, string? key = null, string? body = null)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{method} {path} HTTP/1.1\r\nHost: load\r\n");
        if (key is not null)
            head.Append(CultureInfo.InvariantCulture, $"Authorization: Bearer {key}\r\n");
        if (body is not null)
            head.Append(CultureInfo.InvariantCulture, $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n");
        else if (method == "POST")
            head.Append("Content-Length: 0\r\n");
        return Encoding.UTF8.GetBytes(head.Append("\r\n").Append(body).ToString());
    }

    /// <summary>Sends a request; answers the status when the whole answer is there.</summary>
    public async ValueTask<int> Send(ReadOnlyMemory<byte> request)
    {
        await socket.SendAsync(request);
        var length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0)
                throw new IOException("The server closed the connection.");
            length += read;
            if (IsWhole(buffer.AsSpan(0, length)))
                return ((buffer[9] - '0') * 100) + ((buffer[10] - '0') * 10) + buffer[11] - '0';
        }
    }

    /// <summary>The last answer, head and all, for the message of a failure.</summary>
    public string Last => Encoding.UTF8.GetString(buffer).TrimEnd('\0');

    public void Dispose() => socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf(HeadEnd);
        if (head < 0)
            return false;
        var name = answer[..head].IndexOf("Content-Length: "u8);
        if (name < 0)
            return answer.EndsWith(LastChunk);
        System.Buffers.Text.Utf8Parser.TryParse(answer[(name + 16)..], out int body, out _);
        return answer.Length >= head + 4 + body;
    }
}
