namespace Microsoft.SqlServer.Server;

// The contracts of user-defined types written in .NET. SqlClient looks for them whenever it sends a parameter; this product has
// no such types, so nothing here is ever used.

/// <summary>How a user-defined type is stored.</summary>
public enum Format
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>By the server.</summary>
    Native = 1,

    /// <summary>By the type itself.</summary>
    UserDefined = 2,
}

/// <summary>A type that reads and writes itself.</summary>
public interface IBinarySerialize
{
    /// <summary>Reads it.</summary>
    void Read(BinaryReader r);

    /// <summary>Writes it.</summary>
    void Write(BinaryWriter w);
}

/// <summary>Marks a user-defined type.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    /// <summary>How it is stored.</summary>
    public Format Format { get; } = format;

    /// <summary>The most bytes it takes.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>Whether it always takes as many.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>Whether its bytes sort like its values.</summary>
    public bool IsByteOrdered { get; set; }

    /// <summary>The method that checks a value.</summary>
    public string? ValidationMethodName { get; set; }

    /// <summary>Its name on the server.</summary>
    public string? Name { get; set; }
}

/// <summary>A user-defined type is not as it must be.</summary>
public sealed class InvalidUdtException : SystemException
{
    private InvalidUdtException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one.</summary>
    public static InvalidUdtException Create(Type udtType, string resourceReason) => new($"'{udtType.FullName}': {resourceReason}");
}
