-- A whole Environment of a connection stands in fields that nobody named; what their names begin with, and the names of the
-- variables that were seen last, is kept with them (docs/decisions/0205).
ALTER TABLE "connection_field" ADD COLUMN "environment" JSONB;
