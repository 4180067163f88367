-- Demands for money, the customer's on us and ours on others. (The table named claim holds names, not demands.)

CREATE TABLE money_claim (
    id              nvarchar(36)  NOT NULL PRIMARY KEY,
    incident        nvarchar(36)  NOT NULL,
    customer        nvarchar(64)  NOT NULL,
    branch          nvarchar(200) NOT NULL,
    sales_rep       nvarchar(200) NOT NULL,
    account_manager nvarchar(200) NOT NULL,
    direction       nvarchar(40)  NOT NULL,
    regime          nvarchar(40)  NULL,
    amount          nvarchar(40)  NOT NULL, -- decimal, as written; all amounts of a claim are in its currency
    currency        nvarchar(40)  NOT NULL,
    reserve         nvarchar(40)  NULL,
    recovered       nvarchar(40)  NOT NULL,
    settled         nvarchar(40)  NULL, -- null while it is open
    notice_by       nvarchar(40)  NULL,
    sue_by          nvarchar(40)  NULL,
    next_bar        nvarchar(40)  NULL, -- the next last day that is neither met nor missed
    opened_at       bigint        NOT NULL,
    version         bigint        NOT NULL
);
-- What runs out next. Days are ISO dates, which sort as text.
CREATE INDEX money_claim_bar ON money_claim (next_bar, id) WHERE next_bar IS NOT NULL;
