-- What one SDR was worth, as people entered it: nothing is changed or deleted, a later word on the same day goes over an earlier one.

CREATE TABLE sdr_rate (
    currency   nvarchar(40)  NOT NULL, -- ISO 4217
    on_day     nvarchar(40)  NOT NULL, -- ISO date
    version    bigint        NOT NULL, -- 1 for the first word on that day
    value      nvarchar(40)  NOT NULL, -- units of the currency for one SDR, decimal, as written
    source     nvarchar(max) NULL, -- where it was taken from
    entered_at bigint        NOT NULL,
    entered_by nvarchar(200) NOT NULL,
    PRIMARY KEY (currency, on_day, version)
);
