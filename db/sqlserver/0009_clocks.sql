-- A new policy reaches the clocks that run: a deadline says by which version it was worked out.

ALTER TABLE deadline ADD policy bigint NOT NULL DEFAULT 0;  -- 0 for what was stored before this script

-- What each customer is expected to bring: a row of its own, since the customer's is written with every signal.
CREATE TABLE customer_margin (
    ref      nvarchar(64) NOT NULL PRIMARY KEY,
    currency nvarchar(40) NOT NULL,
    margin   float        NOT NULL -- of twelve months, in its own currency; for order and threshold only
);
-- The daily reading of the top tenth by revenue.
CREATE INDEX customer_margin_order ON customer_margin (currency, margin DESC);
-- The rows of the customers that are here are filled in from the events when the store is opened next.
INSERT INTO setting (name, value)
SELECT 'readRows', 'stale' WHERE EXISTS (SELECT 1 FROM stream_event) AND NOT EXISTS (SELECT 1 FROM setting WHERE name = 'readRows');
