-- Demands for money, the customer's on us and ours on others. (The table named claim holds names, not demands.)

CREATE TABLE money_claim (
    id              TEXT    NOT NULL PRIMARY KEY,
    incident        TEXT    NOT NULL,
    customer        TEXT    NOT NULL,
    branch          TEXT    NOT NULL,
    sales_rep       TEXT    NOT NULL,
    account_manager TEXT    NOT NULL,
    direction       TEXT    NOT NULL,
    regime          TEXT    NULL,
    amount          TEXT    NOT NULL,           -- decimal, as written; all amounts of a claim are in its currency
    currency        TEXT    NOT NULL,
    reserve         TEXT    NULL,
    recovered       TEXT    NOT NULL,
    settled         TEXT    NULL,               -- null while it is open
    notice_by       TEXT    NULL,
    sue_by          TEXT    NULL,
    next_bar        TEXT    NULL,               -- the next last day that is neither met nor missed
    opened_at       INTEGER NOT NULL,
    version         INTEGER NOT NULL
) WITHOUT ROWID;
-- What runs out next. Days are ISO dates, which sort as text.
CREATE INDEX money_claim_bar ON money_claim (next_bar, id) WHERE next_bar IS NOT NULL;
