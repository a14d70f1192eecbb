/*
title: what was expected and delivered, one row per Stek, month and stream
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
    due_on
from records.deliveries
where is_expected
