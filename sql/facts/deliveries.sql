/*
title: >-
  what was expected and delivered, one row per Stek, month and stream; rows taken and held back of the
  delivery that stands, and rows taken of the one that stood at the end of the due day
grain: [stek_id, month, stream]
source: the ledger (records/deliveries.parquet)
*/
select
    stek_id,
    month,
    stream,
    status,
    is_reported,
    is_on_time,
    received_on,
    due_on,
    rows_taken,
    rows_held_back,
    rows_at_due
from records.deliveries
where is_expected
