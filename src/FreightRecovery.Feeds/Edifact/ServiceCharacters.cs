namespace FreightRecovery.Feeds.Edifact;

/// <summary>The characters that divide an interchange, by its UNA or by default (ISO 9735-1, clause 8 and annex on UNA).</summary>
/// <param name="Component">Between the parts of a composite.</param>
/// <param name="Element">Between the elements of a segment.</param>
/// <param name="Decimal">The decimal mark.</param>
/// <param name="Release">Takes the meaning off the character after it; a space when there is none.</param>
/// <param name="Repetition">Between repetitions of an element (version 4); a space when there is none.</param>
/// <param name="Terminator">Ends a segment.</param>
internal readonly record struct ServiceCharacters(
    byte Component, byte Element, byte Decimal, byte Release, byte Repetition, byte Terminator)
{
    /// <summary>Bytes of a UNA with its tag.</summary>
    public const int UnaLength = 9;

    private const byte None = (byte)' ';

    /// <summary>Those of level A, which nearly everybody uses at every level.</summary>
    public static ServiceCharacters Default => new((byte)':', (byte)'+', (byte)'.', (byte)'?', None, (byte)'\'');

    /// <summary>Those of level B without a UNA: separators that cannot be printed, and no release.</summary>
    public static ServiceCharacters LevelB => new(0x1F, 0x1D, (byte)'.', None, None, 0x1C);

    /// <summary>The same with the repetition separator that version 4 has by default.</summary>
    public ServiceCharacters WithRepetition => this with { Repetition = (byte)'*' };

    /// <summary>Reads a UNA; what is wrong with it, or null.</summary>
    public static string? TryRead(ReadOnlySpan<byte> una, out ServiceCharacters characters)
    {
        characters = Default;
        if (una.Length < UnaLength) return "UNA is shorter than nine characters";
        var read = new ServiceCharacters(una[3], una[4], una[5], una[6], una[7], una[8]);
        ReadOnlySpan<byte> needed = [read.Component, read.Element, read.Terminator];
        ReadOnlySpan<byte> divide = [read.Component, read.Element, read.Terminator, read.Release, read.Repetition];
        foreach (var b in needed)
        {
            if (b == None) return "a separator of UNA is a space";
        }

        for (var i = 0; i < divide.Length; i++)
        {
            var b = divide[i];
            if (b == None) continue;
            if (b >= 0x80 || char.IsAsciiLetterOrDigit((char)b)) return "a separator of UNA is a letter, a digit or beyond ASCII";
            if (divide[..i].Contains(b)) return "two separators of UNA are the same";
        }

        if (read.Decimal is not ((byte)'.' or (byte)',')) return "the decimal mark of UNA is neither a point nor a comma";
        characters = read;
        return null;
    }

    /// <summary>What each byte does, for a scan.</summary>
    public Role[] Roles()
    {
        var roles = new Role[256];
        if (Repetition != None) roles[Repetition] = Role.Repetition;
        if (Release != None) roles[Release] = Role.Release;
        roles[Component] = Role.Component;
        roles[Element] = Role.Element;
        roles[Terminator] = Role.Terminator;
        return roles;
    }
}

/// <summary>What a byte does in an interchange.</summary>
internal enum Role : byte
{
    /// <summary>It is data.</summary>
    Data,

    /// <summary>A part of a composite follows.</summary>
    Component,

    /// <summary>An element follows.</summary>
    Element,

    /// <summary>The same element follows once more.</summary>
    Repetition,

    /// <summary>The segment ends.</summary>
    Terminator,

    /// <summary>The next byte is data.</summary>
    Release,
}
