-- Several programs on one database.

-- Work that somebody must see to is dealt out by slots, a number that follows from the stream's name.
ALTER TABLE outbox ADD slot bigint NOT NULL DEFAULT 0;
ALTER TABLE deadline ADD slot bigint NOT NULL DEFAULT 0;
-- The version of the stream by which a deadline was worked out: an older word does not go over a newer one.
ALTER TABLE deadline ADD version bigint NOT NULL DEFAULT 0;

-- Who sees to a slot. Each new holder has a higher fence, and what is done under a lower one is refused.
CREATE TABLE lease (
    slot  bigint        NOT NULL PRIMARY KEY,
    owner nvarchar(200) NOT NULL,
    fence bigint        NOT NULL,
    until bigint        NOT NULL
);

-- The rows of one group of appends, each table's by a parameter of its type.
CREATE TYPE append_rows AS TABLE (
    n bigint NOT NULL, stream nvarchar(200) NOT NULL, version bigint NOT NULL, command binary(16) NOT NULL, events bigint NOT NULL
);
CREATE TYPE stream_event_rows AS TABLE (
    n bigint NOT NULL, stream nvarchar(200) NOT NULL, version bigint NOT NULL, command binary(16) NOT NULL, ordinal bigint NOT NULL,
    type nvarchar(100) NOT NULL, at bigint NOT NULL, actor nvarchar(200) NOT NULL, payload nvarchar(max) NOT NULL,
    hash varbinary(32) NOT NULL, policy bigint NULL
);
CREATE TYPE idempotency_rows AS TABLE (
    n bigint NOT NULL, caller nvarchar(200) NOT NULL, "key" nvarchar(200) NOT NULL, body_hash varbinary(32) NOT NULL,
    stream nvarchar(200) NOT NULL, version bigint NOT NULL, at bigint NOT NULL
);
CREATE TYPE claim_rows AS TABLE (n bigint NOT NULL, name nvarchar(200) NOT NULL, stream nvarchar(200) NOT NULL);
CREATE TYPE customer_key_rows AS TABLE (
    n bigint NOT NULL, id binary(16) NOT NULL, customer nvarchar(64) NULL, wrapped varbinary(max) NULL
);
CREATE TYPE notification_rows AS TABLE (
    command binary(16) NOT NULL, ordinal bigint NOT NULL, number bigint NOT NULL, id nvarchar(36) NOT NULL,
    recipient nvarchar(200) NOT NULL, branch nvarchar(200) NOT NULL, kind nvarchar(100) NOT NULL, text nvarchar(max) NOT NULL,
    incident nvarchar(36) NULL, customer nvarchar(64) NULL, at bigint NOT NULL
);
CREATE TYPE outbox_rows AS TABLE (
    n bigint NOT NULL, command binary(16) NOT NULL, target nvarchar(200) NOT NULL, type nvarchar(100) NOT NULL,
    payload nvarchar(max) NOT NULL, at bigint NOT NULL, slot bigint NOT NULL
);
CREATE TYPE delivery_rows AS TABLE (id bigint NOT NULL, refusal nvarchar(max) NULL);
CREATE TYPE deadline_rows AS TABLE (
    stream nvarchar(200) NOT NULL, due bigint NULL, orphan_of nvarchar(64) NULL, policy bigint NOT NULL, slot bigint NOT NULL,
    version bigint NOT NULL
);
CREATE TYPE snapshot_rows AS TABLE (
    stream nvarchar(200) NOT NULL, version bigint NOT NULL, form bigint NOT NULL, state nvarchar(max) NOT NULL,
    hash varbinary(32) NOT NULL
);
CREATE TYPE ref_rows AS TABLE (ref nvarchar(64) NOT NULL);
CREATE TYPE number_rows AS TABLE (ref nvarchar(64) NOT NULL, number bigint NOT NULL);
CREATE TYPE id_rows AS TABLE (id binary(16) NOT NULL);
CREATE TYPE customer_rows AS TABLE (
    ref nvarchar(64) NOT NULL, name nvarchar(max) NULL, branch nvarchar(200) NULL, sales_rep nvarchar(200) NULL,
    account_manager nvarchar(200) NULL, facts nvarchar(max) NULL, stage nvarchar(40) NULL, since bigint NULL,
    recovered bigint NULL, won_back bigint NULL, quiet bigint NULL, captive bigint NULL, horizon_days float NULL,
    p_alive float NULL, risk float NULL, value_at_stake float NULL, stake nvarchar(max) NULL, reasons nvarchar(max) NULL,
    as_of bigint NULL, version bigint NULL, known_since bigint NULL, margin_currency nvarchar(40) NULL, margin bigint NULL,
    stake_minor bigint NULL
);
CREATE TYPE customer_margin_rows AS TABLE (
    ref nvarchar(64) NOT NULL, currency nvarchar(40) NULL, margin float NULL
);
CREATE TYPE shipment_rows AS TABLE (
    ref nvarchar(64) NOT NULL, customer nvarchar(64) NULL, mode nvarchar(40) NULL, master_reference nvarchar(200) NULL,
    vessel nvarchar(200) NULL, voyage nvarchar(200) NULL, delivered bigint NULL, facts nvarchar(max) NULL, version bigint NULL,
    carrier nvarchar(200) NULL, agent nvarchar(200) NULL, origin nvarchar(40) NULL, destination nvarchar(40) NULL,
    booked_at bigint NULL
);
CREATE TYPE shipment_container_rows AS TABLE (
    container nvarchar(40) NOT NULL, shipment nvarchar(64) NOT NULL
);
CREATE TYPE invoice_rows AS TABLE (
    ref nvarchar(64) NOT NULL, shipment nvarchar(64) NULL, customer nvarchar(64) NULL, amount nvarchar(40) NULL,
    payable nvarchar(40) NULL, currency nvarchar(40) NULL, kind nvarchar(40) NULL, due_on nvarchar(40) NULL,
    status nvarchar(40) NULL, held_since bigint NULL, holds nvarchar(max) NULL, receipt nvarchar(max) NULL,
    override nvarchar(max) NULL, version bigint NULL, payable_now nvarchar(40) NULL, held_amount nvarchar(40) NULL,
    details nvarchar(max) NULL
);
CREATE TYPE incident_rows AS TABLE (
    id nvarchar(36) NOT NULL, shipment nvarchar(64) NULL, customer nvarchar(64) NULL, branch nvarchar(200) NULL,
    sales_rep nvarchar(200) NULL, account_manager nvarchar(200) NULL, kind nvarchar(40) NULL, state nvarchar(40) NULL,
    severity nvarchar(40) NULL, fault nvarchar(40) NULL, assignee nvarchar(200) NULL, level nvarchar(40) NULL,
    channel nvarchar(40) NULL, description nvarchar(max) NULL, occurred_at bigint NULL, reported_at bigint NULL,
    first_response_at bigint NULL, told_at bigint NULL, settled bigint NULL, feed nvarchar(200) NULL,
    message nvarchar(200) NULL, version bigint NULL
);
CREATE TYPE promise_rows AS TABLE (
    id nvarchar(36) NOT NULL, incident nvarchar(36) NULL, customer nvarchar(64) NULL, branch nvarchar(200) NULL,
    sales_rep nvarchar(200) NULL, what nvarchar(max) NULL, due_at bigint NULL, made_at bigint NULL, status nvarchar(40) NULL,
    renewed bigint NULL
);
CREATE TYPE money_claim_rows AS TABLE (
    id nvarchar(36) NOT NULL, incident nvarchar(36) NULL, customer nvarchar(64) NULL, branch nvarchar(200) NULL,
    sales_rep nvarchar(200) NULL, account_manager nvarchar(200) NULL, direction nvarchar(40) NULL, regime nvarchar(40) NULL,
    amount nvarchar(40) NULL, currency nvarchar(40) NULL, reserve nvarchar(40) NULL, recovered nvarchar(40) NULL,
    settled nvarchar(40) NULL, notice_by nvarchar(40) NULL, sue_by nvarchar(40) NULL, next_bar nvarchar(40) NULL,
    opened_at bigint NULL, version bigint NULL
);
CREATE TYPE disruption_rows AS TABLE (
    id nvarchar(36) NOT NULL, status nvarchar(40) NULL, facts nvarchar(max) NULL, branch nvarchar(200) NULL,
    declared_at bigint NULL, declared_by nvarchar(200) NULL, watch_until bigint NULL, held bigint NULL, reported bigint NULL,
    version bigint NULL
);
CREATE TYPE evidence_rows AS TABLE (
    id nvarchar(36) NOT NULL, incident nvarchar(36) NULL, sha256 nvarchar(64) NULL
);
CREATE TYPE incident_figure_rows AS TABLE (
    reported_at bigint NOT NULL, id nvarchar(36) NOT NULL, branch nvarchar(200) NULL, customer nvarchar(64) NULL,
    shipment nvarchar(64) NULL, kind nvarchar(40) NULL, fault nvarchar(40) NULL, severity nvarchar(40) NULL,
    cause nvarchar(40) NULL, state nvarchar(40) NULL, due_at bigint NULL, told_at bigint NULL, told_worked bigint NULL,
    settled_at bigint NULL, settled_worked bigint NULL, mark bigint NULL
);
CREATE TYPE agreed_offer_rows AS TABLE (
    reported_at bigint NOT NULL, incident nvarchar(36) NOT NULL, number bigint NOT NULL, offer nvarchar(36) NULL,
    branch nvarchar(200) NULL, currency nvarchar(40) NULL, cost bigint NULL, gain bigint NULL, recoverable bigint NULL
);
CREATE TYPE claim_money_rows AS TABLE (
    claim nvarchar(36) NOT NULL, number bigint NOT NULL, reported_at bigint NULL, incident nvarchar(36) NULL,
    branch nvarchar(200) NULL, paid bigint NULL, on_day nvarchar(40) NULL, currency nvarchar(40) NULL, amount bigint NULL
);
CREATE TYPE time_bar_rows AS TABLE (
    claim nvarchar(36) NOT NULL, side nvarchar(40) NOT NULL, bar nvarchar(40) NOT NULL, branch nvarchar(200) NULL,
    last_day nvarchar(40) NULL, status nvarchar(40) NULL
);
CREATE TYPE stage_move_rows AS TABLE (
    customer nvarchar(64) NOT NULL, number bigint NOT NULL, at bigint NULL, from_stage nvarchar(40) NULL,
    to_stage nvarchar(40) NULL
);
CREATE TYPE feed_message_rows AS TABLE (
    feed nvarchar(200) NOT NULL, message nvarchar(200) NOT NULL, shipment nvarchar(64) NOT NULL, incident nvarchar(36) NULL,
    at bigint NULL
);
CREATE TYPE feed_loaded_rows AS TABLE (
    shipment nvarchar(64) NOT NULL, container nvarchar(40) NOT NULL
);
