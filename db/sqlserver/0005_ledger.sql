-- An invoice's hold can be narrowed to what is disputed, and a part of it collected.

ALTER TABLE invoice ADD payable_now nvarchar(40) NOT NULL DEFAULT '0';   -- what may be collected now
ALTER TABLE invoice ADD held_amount nvarchar(40) NOT NULL DEFAULT '0';   -- what is outstanding and may not be collected now
ALTER TABLE invoice ADD details     nvarchar(max) NOT NULL DEFAULT '{}';  -- JSON: parts, credits, links to a re-issue
GO

UPDATE invoice SET held_amount = payable WHERE status = 'held';
UPDATE invoice SET payable_now = payable WHERE status IN ('open', 'released', 'credited');
