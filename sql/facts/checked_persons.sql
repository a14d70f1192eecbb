/*
title: >-
  every person of whom at least one right was looked at with an answer in a calendar year: how many
  rights were, and how many of them were not taken up at their first check, with the traits of the
  person; a right whose status is not known counts in neither
grain: [stek_id, year, visitor_code]
source: definition 1 of this monitor (first checks of the year), added up per person
*/
select
    stek_id,
    year,
    visitor_code,
    age_class,
    gender,
    household_type,
    income_source,
    housing,
    count(*) as rights_answered,
    count(*) filter (where status_at_start = 'niet_opgenomen') as rights_not_taken_up
from facts.first_checks
where status_at_start not in ('onbekend', 'niet_gevraagd')
group by
    stek_id, year, visitor_code, age_class, gender, household_type, income_source, housing
