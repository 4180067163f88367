using FreightRecovery.Store.Sqlite;

namespace FreightRecovery.Load.Scenarios;

/// <summary>
/// A book that has grown for years. The read tables are filled by SQL alone, with no events behind them: what is asked of it is what a
/// page costs to read.
/// </summary>
internal static class GrownBook
{
    /// <summary>The newest incident's report, in ticks of the Unix epoch.</summary>
    private const long Newest = 17_900_000_000_000_000;

    /// <summary>Makes one. Answers its directory.</summary>
    /// <param name="workshop">Where.</param>
    /// <param name="customers">
    /// How many customers. Each has an invoice, of which a tenth is held; one in ten has had an incident, of which a twentieth is open, and one in
    /// a hundred waits for a promise.
    /// </param>
    public static async Task<string> Make(Workshop workshop, int customers)
    {
        var data = workshop.NewDirectory();
        await SqliteStore.Open(data).DisposeAsync();
        Workshop.Execute(data, Fill(customers));
        return data;
    }

    // Stakes and ages lie in no order of the keys, so the indexes are read as they would be in a grown book.
    private static string Fill(int customers) =>
        $$"""
        CREATE TEMP TABLE n AS WITH RECURSIVE c(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM c WHERE i + 1 < {{customers}}) SELECT i FROM c;
        INSERT INTO customer (ref, name, branch, sales_rep, account_manager, facts, stage, since, recovered, won_back, quiet, captive, horizon_days, p_alive,
                risk, value_at_stake, stake, reasons, as_of, version)
            SELECT printf('C-%07d', i), 'Hengtai Precision Castings No. ' || i, 'SHA', 'rep' || (i % 40), 'am' || (i % 10),
            '{"name":"Hengtai Precision Castings","language":"en","timeZone":"Asia/Shanghai","countryCode":"CN","branch":"SHA","salesRep":"rep1","accountManager":"am1","expectedAnnualMargin":{"amount":"4000.00","currency":"USD"} }',
            CASE WHEN i % 10 = 0 THEN 'grumble' ELSE 'content' END, 17000000000000000, 0, 0, 0, 0, 30.0, 0.8, 0.25, (i * 7919 % 1000003) / 10.0,
            '{"amount":"' || (i * 7919 % 1000003) || '.00","currency":"USD"}', '["An incident is unresolved."]', 17000000000000000, 3
            FROM n;
        INSERT INTO invoice (ref, shipment, customer, amount, payable, currency, kind, due_on, status, held_since, holds, version, payable_now, held_amount)
            SELECT printf('INV-%07d', i), printf('S-%07d', i), printf('C-%07d', i), '1850.50', '1850.50', 'USD', 'freight',
            '2026-04-01', CASE WHEN i % 10 = 0 THEN 'held' ELSE 'open' END,
            CASE WHEN i % 10 = 0 THEN 17000000000000000 + (i * 7919 % 1000003) END, '[]', 2, '0', CASE WHEN i % 10 = 0 THEN '1850.50' ELSE '0' END
            FROM n;
        INSERT INTO incident (id, shipment, customer, branch, sales_rep, account_manager, kind, state, severity, fault, assignee, level, channel, description,
                occurred_at, reported_at, first_response_at, told_at, settled, version)
            SELECT printf('0198%04x-%04x-7000-8000-%012x', i / 65536, i % 65536, i * 7919), printf('S-%07d', i), printf('C-%07d', i), 'SHA', 'rep' || (i % 40), 'am' || (i % 10),
            'cargoRolled', CASE WHEN i % 200 = 0 THEN 'reported' ELSE 'resolved' END, 'major', 'carrier', 'rep' || (i % 40), 'sales', 'feed',
            'The carrier left ' || (i % 7 + 1) || ' containers of the booking behind at the terminal and names the next sailing.',
            at - 36000000000, at, at + 288000000000, CASE WHEN i % 200 = 0 THEN NULL ELSE at + 36000000000 END, CASE WHEN i % 200 = 0 THEN 0 ELSE 1 END, 9
            FROM (SELECT i, {{Newest}} - ({{customers}} - i) * 10000000 AS at FROM n WHERE i % 10 = 0);
        INSERT INTO notification (seq, id, recipient, branch, kind, text, incident, customer, at)
            SELECT rowid * 16, printf('%036d', rowid), sales_rep, branch, 'incident', 'Cargo was rolled.', id, customer, reported_at FROM (
                SELECT row_number() OVER (ORDER BY id) AS rowid, id, sales_rep, branch, customer, reported_at FROM incident);
        INSERT INTO promise (id, incident, customer, branch, sales_rep, what, due_at, made_at, status)
            SELECT id, id, customer, branch, sales_rep, 'the next word', reported_at + 864000000000, reported_at, 'open' FROM incident WHERE settled = 0;
        ANALYZE
        """;
}
