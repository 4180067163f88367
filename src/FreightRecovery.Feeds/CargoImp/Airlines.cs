using System.Collections.Frozen;

namespace FreightRecovery.Feeds.CargoImp;

/// <summary>The airlines whose waybills most often come, by the three digits that their waybills begin with (IATA accounting codes).</summary>
internal static class Airlines
{
    private static readonly FrozenDictionary<int, string> Designators = new Dictionary<int, string>
    {
        [001] = "AA", [006] = "DL", [014] = "AC", [016] = "UA", [020] = "LH", [023] = "FX", [027] = "AS", [045] = "LA", [047] = "TP",
        [050] = "OA", [053] = "EI", [057] = "AF", [064] = "OK", [065] = "SV", [071] = "ET", [072] = "GF", [074] = "KL", [075] = "IB",
        [077] = "MS", [079] = "PR", [080] = "LO", [081] = "QF", [082] = "SN", [083] = "SA", [086] = "NZ", [098] = "AI", [105] = "AY",
        [112] = "CK", [114] = "LY", [117] = "SK", [125] = "BA", [126] = "GA", [131] = "JL", [134] = "AV", [139] = "AM", [147] = "AT",
        [157] = "QR", [160] = "CX", [172] = "CV", [176] = "EK", [180] = "KE", [205] = "NH", [217] = "TG", [229] = "KU", [230] = "CM",
        [232] = "MH", [235] = "TK", [257] = "OS", [297] = "CI", [369] = "5Y", [406] = "5X", [501] = "7L", [512] = "RJ", [555] = "SU",
        [580] = "RU", [607] = "EY", [615] = "QY", [618] = "SQ", [695] = "BR", [706] = "KQ", [724] = "LX", [738] = "VN", [774] = "FM",
        [781] = "MU", [784] = "CZ", [880] = "HU", [910] = "WY", [921] = "O3", [932] = "VS", [988] = "OZ", [999] = "CA",
    }.ToFrozenDictionary();

    /// <summary>The designator of a waybill's airline; null when its prefix is not in the table.</summary>
    public static string? Find(int prefix) => Designators.GetValueOrDefault(prefix);
}
