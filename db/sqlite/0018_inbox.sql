-- The inbox in the order in which customers are to be told: only who waits for the first word is in it.
CREATE INDEX incident_due ON incident (first_response_at, id) WHERE told_at IS NULL AND settled = 0;
-- The incidents of a shipment, for whoever looks one up by its reference or a container.
CREATE INDEX incident_shipment ON incident (shipment, id);
