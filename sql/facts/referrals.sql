/*
title: >-
  every referral as the latest month that speaks of it tells it, with the visitor code of the year
  in which it was made and the month in which its outcome was first told
grain: [stek_id, referral_id]
source: >-
  records of referrals; extract format ("the latest delivery month that speaks of it wins"; codes
  are new each calendar year, so that a telling of a later year may carry another code)
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
        ) as telling_number,
        max_by(visitor_code, month) filter (where year(month) = year(referral_month)) over (
            partition by stek_id, referral_id
        ) as visitor_code_of_year,
        min(month) over (partition by stek_id, referral_id, outcome) as outcome_told_in
    from records.referrals
)

select
    stek_id,
    referral_id,
    told_in,
    referral_month,
    year(referral_month) as year,
    coalesce(visitor_code_of_year, visitor_code) as visitor_code,
    right_code,
    destination,
    manner,
    has_arrived,
    outcome,
    outcome_told_in,
    days_to_outcome,
    days_followed,
    amount_month_eur,
    amount_once_eur
from tellings
where telling_number = 1
