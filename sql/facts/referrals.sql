/*
title: every referral as the latest month that speaks of it tells it
grain: [stek_id, referral_id]
source: records of referrals; extract format ("the latest delivery month that speaks of it wins")
*/
with tellings as (
    select
        stek_id,
        referral_id,
        month as told_in,
        referral_month,
        visitor_code,
        right_code,
        destination,
        manner,
        has_arrived,
        outcome,
        days_to_outcome,
        days_followed,
        amount_month_eur,
        amount_once_eur,
        row_number() over (
            partition by stek_id, referral_id
            order by month desc
        ) as telling_number
    from records.referrals
)

select
    stek_id,
    referral_id,
    told_in,
    referral_month,
    year(referral_month) as year,
    visitor_code,
    right_code,
    destination,
    manner,
    has_arrived,
    outcome,
    days_to_outcome,
    days_followed,
    amount_month_eur,
    amount_once_eur
from tellings
where telling_number = 1
