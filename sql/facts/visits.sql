/*
title: every visit that was used
grain: [stek_id, month, visit_id]
source: records of visits
*/
select
    stek_id,
    month,
    year(month) as year,
    visit_id,
    visitor_code,
    is_first_contact,
    contact_form,
    age_class,
    gender,
    household_type,
    income_source,
    housing,
    themes
from records.visits
