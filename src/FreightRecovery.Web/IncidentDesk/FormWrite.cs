using System.Security.Cryptography;
using System.Text;
using FreightRecovery.Web.Api;
using FreightRecovery.Web.Api.Bodies;
using FreightRecovery.Web.Security;
using NodaTime;

namespace FreightRecovery.Web.IncidentDesk;

/// <summary>A write that comes from a form of our own pages. The form carries a key of its own, so that a second click is no second step.</summary>
public sealed class FormWrite : WriteRequest
{
    /// <summary>The field that holds the form's key.</summary>
    public const string OnceField = "once";

    /// <summary>The write of a form that was sent.</summary>
    /// <param name="part">Which of the form's rows it is about, where one form does several steps.</param>
    /// <param name="caller">Who, where it is nobody who is signed in.</param>
    public static async ValueTask<FormWrite> Of(HttpContext context, IFormCollection form, string part = "", Caller? caller = null)
    {
        var write = new FormWrite();
        if (caller is null)
            write.BindHead(context);
        else
            write.Begin(caller, context.RequestServices.GetRequiredService<IClock>().GetCurrentInstant());
        if (form[OnceField].ToString() is { Length: > 0 } once)
        {
            // What was typed is part of the key: who goes back and types something else means another step.
            var typed = Encoding.UTF8.GetBytes(part + "\n" + string.Join('\n', form.Where(f => !f.Key.StartsWith("__", StringComparison.Ordinal)).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}")));
            context.Request.Headers["Idempotency-Key"] = $"{once}-{Convert.ToHexString(SHA256.HashData(typed).AsSpan(0, 16))}";
            await write.BindKey(context, typed);
        }

        return write;
    }

    private protected override void Read(ReadOnlySpan<byte> body, Faults faults) { }
}
