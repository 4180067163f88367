-- A new policy reaches the clocks that run: a deadline says by which version it was worked out.

ALTER TABLE deadline ADD COLUMN policy INTEGER NOT NULL DEFAULT 0;  -- 0 for what was stored before this script
