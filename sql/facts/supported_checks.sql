/*
title: >-
  every first check that was not taken up and could be followed, and how far support came; each step
  holds the ones after it
grain: [stek_id, year, visitor_code, right_code]
source: >-
  definition 1 of this monitor; a referral is linked by Stek, person, right and the calendar year of
  the code, when it was made in the month of the check or the month after, so that everybody has the
  same time: a check of December has no month after it with the same code and is left out
*/
select
    checks.stek_id,
    checks.year,
    checks.month,
    checks.visitor_code,
    checks.right_code,
    any_value(checks.age_class) as age_class,
    any_value(checks.gender) as gender,
    any_value(checks.household_type) as household_type,
    any_value(checks.income_source) as income_source,
    any_value(checks.housing) as housing,
    count(referrals.referral_id) > 0 as is_referred,
    coalesce(
        bool_or(
            referrals.has_arrived or referrals.outcome in ('toegekend', 'deels', 'geweigerd')
        ),
        false
    ) as has_arrived,
    coalesce(
        bool_or(
            referrals.outcome in ('toegekend', 'deels', 'geweigerd')
            and referrals.days_to_outcome <= 90
        ),
        false
    ) as is_decided_within_90_days,
    coalesce(
        bool_or(referrals.outcome in ('toegekend', 'deels') and referrals.days_to_outcome <= 90),
        false
    ) as is_granted_within_90_days
from facts.first_checks as checks
inner join facts.followed_months as followed
    on checks.stek_id = followed.stek_id and checks.month = followed.month
left join facts.referrals as referrals
    on
        checks.stek_id = referrals.stek_id
        and checks.year = referrals.year
        and checks.visitor_code = referrals.visitor_code
        and checks.right_code = referrals.right_code
        and checks.month <= referrals.referral_month
        and referrals.referral_month <= checks.month + interval 1 month
where checks.status_at_start = 'niet_opgenomen' and month(checks.month) < 12
group by checks.stek_id, checks.year, checks.month, checks.visitor_code, checks.right_code
