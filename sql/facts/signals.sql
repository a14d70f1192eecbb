/*
title: >-
  every signal to policy as the latest month that speaks of it tells it, with the month that spoke
  of it first and the theme that it is about
grain: [stek_id, signal_id]
source: >-
  records of signals; extract format ("the latest wins"); a signal about a right without a theme is
  about the theme of that right (codes/rights.csv)
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
        min(month) over (partition by stek_id, signal_id) as raised_in,
        row_number() over (
            partition by stek_id, signal_id
            order by month desc
        ) as telling_number
    from records.signals
)

select
    tellings.stek_id,
    tellings.signal_id,
    tellings.raised_in,
    tellings.told_in,
    tellings.right_code,
    case
        when tellings.theme is null or tellings.theme = 'niet_gevraagd'
            then coalesce(rights.theme, 'niet_gevraagd')
        else tellings.theme
    end as theme,
    tellings.barrier,
    tellings.level,
    tellings.status,
    tellings.count_class
from tellings
left join codes.rights as rights on tellings.right_code = rights.code
where tellings.telling_number = 1
