/*
title: every signal in each month in which its Stek raised it or followed it up
grain: [stek_id, month, signal_id]
source: >-
  records of signals; extract format ("one row per structural problem raised or followed up"), before
  the latest word on a signal replaces the earlier ones
*/
select
    stek_id,
    month,
    signal_id
from records.signals
