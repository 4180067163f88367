-- A new policy reaches the clocks that run: a deadline says by which version it was worked out.

ALTER TABLE deadline ADD COLUMN policy INTEGER NOT NULL DEFAULT 0;  -- 0 for what was stored before this script

-- What each customer is expected to bring: a row of its own, since the customer's is written with every signal.
CREATE TABLE customer_margin (
    ref      TEXT NOT NULL PRIMARY KEY,
    currency TEXT NOT NULL,
    margin   REAL NOT NULL                      -- of twelve months, in its own currency; for order and threshold only
) WITHOUT ROWID;
-- The daily reading of the top tenth by revenue.
CREATE INDEX customer_margin_order ON customer_margin (currency, margin DESC);
INSERT INTO customer_margin (ref, currency, margin)
SELECT ref, facts ->> '$.expectedAnnualMargin.currency', CAST(facts ->> '$.expectedAnnualMargin.amount' AS REAL) FROM customer
WHERE facts IS NOT NULL;
