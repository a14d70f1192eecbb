/*
title: >-
  every visitor with a code in a calendar year, with the traits and the contact form of the first
  visit of that year, how many visits there were, how many of them in the month of the first, and in
  which months (bit 0 is January); codes are new each year, so a person is never followed further
grain: [stek_id, year, visitor_code]
source: records of visits
*/
with visits_in_order as (
    select
        stek_id,
        year,
        visitor_code,
        month,
        age_class,
        gender,
        household_type,
        income_source,
        housing,
        contact_form,
        row_number() over (
            partition by stek_id, year, visitor_code
            order by month, visit_id
        ) as visit_number,
        count(*) over (partition by stek_id, year, visitor_code) as visits,
        count(*) over (partition by stek_id, year, visitor_code, month) as visits_in_month,
        bit_or(1 << (month(month) - 1)) over (
            partition by stek_id, year, visitor_code
        ) as months_seen
    from facts.visits
    where visitor_code is not null
)

select
    stek_id,
    year,
    visitor_code,
    month as first_month,
    age_class,
    gender,
    household_type,
    income_source,
    housing,
    contact_form,
    visits,
    visits_in_month as visits_in_first_month,
    months_seen
from visits_in_order
where visit_number = 1
