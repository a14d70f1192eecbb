/*
title: >-
  every reason named, first, second or third, at a first check that was not taken up; a check of which
  no reason is known has one row, with the main reason as it was noted (onbekend or niet_gevraagd)
grain: [stek_id, year, visitor_code, right_code, reason]
source: definition 1 of this monitor; extract format (reden_1, reden_2, reden_3) and reasons.csv
*/
with missed as (
    select
        stek_id,
        year,
        month,
        visitor_code,
        right_code,
        reason_1,
        reason_2,
        reason_3
    from facts.first_checks
    where status_at_start = 'niet_opgenomen'
),

told as (
    select
        stek_id,
        year,
        month,
        visitor_code,
        right_code,
        reason_1 as reason
    from missed
    union -- a reason that is named twice is named once
    select
        stek_id,
        year,
        month,
        visitor_code,
        right_code,
        reason_2 as reason
    from missed
    union
    select
        stek_id,
        year,
        month,
        visitor_code,
        right_code,
        reason_3 as reason
    from missed
),

known as (
    select
        told.stek_id,
        told.year,
        told.month,
        told.visitor_code,
        told.right_code,
        told.reason,
        reasons."group" as reason_group
    from told
    inner join codes.reasons as reasons on told.reason = reasons.code
    where reasons."group" <> 'N9'
)

select
    missed.stek_id,
    missed.year,
    missed.month,
    missed.visitor_code,
    missed.right_code,
    coalesce(known.reason, missed.reason_1, 'niet_gevraagd') as reason,
    coalesce(known.reason_group, 'N9') as reason_group
from missed
left join known
    on
        missed.stek_id = known.stek_id
        and missed.year = known.year
        and missed.visitor_code = known.visitor_code
        and missed.right_code = known.right_code
