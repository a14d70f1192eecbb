/*
title: >-
  the first time in a calendar year that one right was looked at with one person, with the traits of
  the person and the contact form of the first visit of that year (onbekend when no visit carries
  the code)
grain: [stek_id, year, visitor_code, right_code]
source: records of entitlement checks; definition 1 of this monitor (person x right, first check of the year)
*/
with checks_in_order as (
    select
        stek_id,
        year(month) as year,
        month,
        visitor_code,
        right_code,
        status_at_start,
        reason_1,
        reason_2,
        reason_3,
        row_number() over (
            partition by stek_id, year(month), visitor_code, right_code
            order by month, check_id
        ) as check_number
    from records.entitlement_checks
)

select
    checks.stek_id,
    checks.year,
    checks.month,
    checks.visitor_code,
    checks.right_code,
    checks.status_at_start,
    checks.reason_1,
    checks.reason_2,
    checks.reason_3,
    coalesce(persons.age_class, 'onbekend') as age_class,
    coalesce(persons.gender, 'onbekend') as gender,
    coalesce(persons.household_type, 'onbekend') as household_type,
    coalesce(persons.income_source, 'onbekend') as income_source,
    coalesce(persons.housing, 'onbekend') as housing,
    coalesce(persons.contact_form, 'onbekend') as contact_form
from checks_in_order as checks
left join facts.persons as persons
    on
        checks.stek_id = persons.stek_id
        and checks.year = persons.year
        and checks.visitor_code = persons.visitor_code
where checks.check_number = 1
