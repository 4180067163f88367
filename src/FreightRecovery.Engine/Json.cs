using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Disruptions;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Domain.Shipments;
using FreightRecovery.Engine.Privacy;
using NodaTime;
using NodaTime.Text;

namespace FreightRecovery.Engine;

/// <summary>
/// The one JSON form of events, commands on their way and states. An event's stored type is its name in camel case and
/// the number of its form, such as <c>holdPlaced/1</c>; old forms stay readable.
/// </summary>
public static class Json
{
    /// <summary>The options of everything that holds nothing personal, and of what is shown.</summary>
    public static JsonSerializerOptions Options { get; } = Create(new DefaultJsonTypeInfoResolver());

    // The same, and personal members are sealed.
    private static readonly JsonSerializerOptions Sealing =
        Create(new DefaultJsonTypeInfoResolver { Modifiers = { SealedMembers.Modify } });

    private static readonly FrozenDictionary<Type, string> Names = Cases().ToFrozenDictionary(t => t, Name);
    private static readonly FrozenDictionary<string, Type> Types = Names.ToFrozenDictionary(p => p.Value, p => p.Key);

    /// <summary>Writes an event or a command.</summary>
    /// <param name="value">It.</param>
    /// <param name="key">The key for what is personal in it; null for what holds nothing of the kind.</param>
    public static (string Type, string Payload) Write(object value, CustomerKey? key = null) =>
        (Names[value.GetType()], WriteState(value, key));

    /// <summary>Reads an event or a command.</summary>
    /// <param name="type">The stored name of its type.</param>
    /// <param name="payload">Its JSON.</param>
    /// <param name="keys">The keys for what is personal in it; without them it reads as <see cref="Personal.Sealed"/>.</param>
    /// <exception cref="JsonException">The type is not known to this version of the product, or the payload does not fit.</exception>
    public static object Read(string type, string payload, KeysAtHand? keys = null) => Types.TryGetValue(type, out var clr)
        ? SealedMembers.Read(payload, clr, Sealing, keys) ?? throw new JsonException($"{type} is null.")
        : throw new JsonException($"'{type}' is not known here: the database was written by a newer version of the product.");

    /// <summary>A stored event's JSON to be shown, what is sealed in it opened.</summary>
    public static JsonElement Show(string type, string payload, KeysAtHand keys) =>
        payload.Contains(CustomerKey.Mark, StringComparison.Ordinal)
            ? JsonSerializer.SerializeToElement(Read(type, payload, keys), Types[type], Options)
            : JsonElement.Parse(payload);

    /// <summary>Writes a state, what is personal in it under a key.</summary>
    public static string WriteState(object state, CustomerKey? key) => key is null
        ? JsonSerializer.Serialize(state, state.GetType(), Options)
        : SealedMembers.Write(state, state.GetType(), Sealing, key);

    /// <summary>Reads a state.</summary>
    public static TState ReadState<TState>(string json, KeysAtHand? keys) =>
        (TState)(SealedMembers.Read(json, typeof(TState), Sealing, keys) ?? throw new JsonException("A snapshot is null."));

    /// <summary>Whether an event or a state holds anything personal.</summary>
    public static bool HoldsPersonal(object value) => SealedMembers.Any(value, Options);

    /// <summary>The stored name of an event's or command's type.</summary>
    public static string NameOf(object value) => Names[value.GetType()];

    /// <summary>The stored name of a type of events or commands.</summary>
    public static string NameOf(Type type) => Names[type];

    /// <summary>Adds the converters for the domain's small types; the HTTP contract uses the same forms.</summary>
    public static JsonSerializerOptions AddDomainConverters(this JsonSerializerOptions options)
    {
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new TextConverter<Instant>(
            i => InstantPattern.ExtendedIso.Format(i), s => InstantPattern.ExtendedIso.Parse(s).GetValueOrThrow()));
        options.Converters.Add(new TextConverter<LocalDate>(
            d => LocalDatePattern.Iso.Format(d), s => LocalDatePattern.Iso.Parse(s).GetValueOrThrow()));
        options.Converters.Add(new TextConverter<IncidentId>(i => i.Value.ToString(), s => new IncidentId(Guid.Parse(s))));
        options.Converters.Add(new TextConverter<DisruptionId>(i => i.Value.ToString(), s => new DisruptionId(Guid.Parse(s))));
        options.Converters.Add(new TextConverter<CustomerRef>(r => r.Value, s => new CustomerRef(s)));
        options.Converters.Add(new TextConverter<ShipmentRef>(r => r.Value, s => new ShipmentRef(s)));
        options.Converters.Add(new TextConverter<InvoiceRef>(r => r.Value, s => new InvoiceRef(s)));
        options.Converters.Add(new TextConverter<Currency>(
            c => c.Code, s => Currency.TryParse(s) ?? throw new FormatException("A currency is three capital letters (ISO 4217).")));
        options.Converters.Add(new MassConverter());
        options.Converters.Add(new MoneyConverter());
        return options;
    }

    private static JsonSerializerOptions Create(IJsonTypeInfoResolver resolver)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            // Stored, never served as HTML: names in any script stay readable in the database.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            IgnoreReadOnlyProperties = true,
            NumberHandling = JsonNumberHandling.Strict,
            TypeInfoResolver = resolver,
        }.AddDomainConverters();
        options.MakeReadOnly();
        return options;
    }

    private static IEnumerable<Type> Cases() =>
        new[]
        {
            typeof(IncidentEvent), typeof(LedgerEvent), typeof(CustomerEvent), typeof(DisruptionEvent),
            typeof(LedgerCommand.ReleaseHold), typeof(CustomerCommand.Observe), typeof(IncidentCommand.ReviewClaims),
            typeof(IncidentCommand.CustomerFellSilent), typeof(IncidentCommand.ErasePersons),
        }.SelectMany(t => t.IsAbstract
            ? t.GetNestedTypes(BindingFlags.Public).Where(n => n.IsSubclassOf(t))
            : [t]);

    private static string Name(Type type) => JsonNamingPolicy.CamelCase.ConvertName(type.Name) + "/1";

    private sealed class TextConverter<T>(Func<T, string> write, Func<string, T> read) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String)
                throw new JsonException("Write this as a string.");
            try
            {
                return read(reader.GetString()!);
            }
            catch (Exception e) when (e is FormatException or UnparsableValueException)
            {
                throw new JsonException(e is UnparsableValueException ? $"This is no {Describe()}." : e.Message, e);
            }
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));

        private static string Describe() => typeof(T) == typeof(Instant)
            ? "instant in UTC; write it like 2026-11-21T08:00:00Z"
            : "date; write it like 2026-11-21";
    }

    private sealed class MassConverter : JsonConverter<Mass>
    {
        public override Mass Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var kilograms)
                ? new Mass(kilograms)
                : throw new JsonException("A mass is a number of kilograms.");

        public override void Write(Utf8JsonWriter writer, Mass value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Kilograms);
    }

    private sealed class MoneyConverter : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            const string Form = "Write an amount like {\"amount\":\"1234.50\",\"currency\":\"USD\"}; the amount is a decimal string.";
            string? amount = null, currency = null;
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new JsonException(Form);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var isAmount = reader.ValueTextEquals("amount"u8);
                if (!isAmount && !reader.ValueTextEquals("currency"u8))
                    throw new JsonException($"Unknown member '{reader.GetString()}'. {Form}");
                if (!reader.Read() || reader.TokenType != JsonTokenType.String)
                    throw new JsonException(Form);
                if ((isAmount ? amount : currency) is not null)
                    throw new JsonException("This member comes twice.");
                if (isAmount)
                    amount = reader.GetString();
                else
                    currency = reader.GetString();
            }

            const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
            if (amount is null || !decimal.TryParse(amount, Style, CultureInfo.InvariantCulture, out var value))
                throw new JsonException(Form);
            return new Money(value, Currency.TryParse(currency) ?? throw new JsonException("A currency is three capital letters (ISO 4217)."));
        }

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString("amount"u8, value.AmountText);
            writer.WriteString("currency"u8, value.Currency.Code);
            writer.WriteEndObject();
        }
    }
}
