/*
title: every signal to policy as the latest month that speaks of it tells it
grain: [stek_id, signal_id]
source: records of signals; extract format ("the latest wins")
*/
with tellings as (
    select
        stek_id,
        signal_id,
        month as told_in,
        right_code,
        theme,
        barrier,
        level,
        status,
        count_class,
        row_number() over (
            partition by stek_id, signal_id
            order by month desc
        ) as telling_number
    from records.signals
)

select
    stek_id,
    signal_id,
    told_in,
    right_code,
    theme,
    barrier,
    level,
    status,
    count_class
from tellings
where telling_number = 1
