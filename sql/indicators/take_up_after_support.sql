/*
title:
  nl: Opgenomen na steun
  fr: Droits obtenus après un appui
  en: Taken up after support
reading:
  nl: >-
    Van de rechten die iemand bij de eerste check nog niet kreeg, hoeveel zijn binnen 90 dagen
    na een doorverwijzing toegekend? Dit zegt niet dat de steun de oorzaak is: wie geholpen
    wordt, verschilt van wie niet geholpen wordt.
  fr: >-
    Parmi les droits non pris au premier examen, combien ont été accordés dans les 90 jours
    après une orientation ? Cela ne dit pas que l'appui en est la cause : qui est aidé diffère
    de qui ne l'est pas.
  en: >-
    Of the rights that were not taken up at the first check, how many were granted within 90
    days of a referral? This does not say that support is the cause: who is helped differs from
    who is not.
unit:
  nl: eerste checks die niet opgenomen waren en minstens 90 dagen gevolgd zijn
  fr: premiers examens non pris, suivis au moins 90 jours
  en: first checks not taken up, followed for at least 90 days
stream: referrals
grain:
  - month x stek
  - month x right
  - quarter x stek x right
  - year x stek x right
  - year x right x breakdown
breakdowns: [leeftijdsklasse, gender, huishoudtype, inkomensbron, woonsituatie]
outcomes:
  toegekend: {nl: Toegekend, fr: Accordé, en: Granted, rate: true}
  niet_toegekend: {nl: Niet toegekend, fr: Non accordé, en: Not granted, rate: true}
source: >-
  definition 1 of this monitor: granted / not taken up at start with at least 90 days of follow-up; a
  check counts when its Stek reported referrals in each of the three months after it, and a
  period is told when all its checks can have been followed that long
*/
with calendar as (
    select max(month) as last_month
    from facts.deliveries
),

checked_months as (
    select distinct
        stek_id,
        month
    from facts.supported_checks
),

followed_months as (
    select
        checked.stek_id,
        checked.month
    from checked_months as checked
    inner join facts.deliveries as deliveries
        on
            checked.stek_id = deliveries.stek_id
            and deliveries.stream = 'referrals'
            and deliveries.is_reported
            and checked.month < deliveries.month
            and deliveries.month <= checked.month + interval 3 month
    group by checked.stek_id, checked.month
    having count(*) = 3
),

checks as (
    select
        supported.stek_id,
        supported.year,
        supported.month,
        supported.right_code,
        supported.is_granted_within_90_days,
        supported.age_class,
        supported.gender,
        supported.household_type,
        supported.income_source,
        supported.housing
    from facts.supported_checks as supported
    inner join followed_months
        on
            supported.stek_id = followed_months.stek_id
            and supported.month = followed_months.month
),

months as (
    select
        month,
        stek_id,
        right_code,
        count(*) as followed,
        count(*) filter (where is_granted_within_90_days) as granted,
        count(*) filter (where not is_granted_within_90_days) as not_granted
    from checks
    group by month, stek_id, right_code
),

years_by_trait as (
    select
        year,
        stek_id,
        right_code,
        case
            when grouping(age_class) = 0 then 'leeftijdsklasse'
            when grouping(gender) = 0 then 'gender'
            when grouping(household_type) = 0 then 'huishoudtype'
            when grouping(income_source) = 0 then 'inkomensbron'
            when grouping(housing) = 0 then 'woonsituatie'
        end as breakdown,
        coalesce(age_class, gender, household_type, income_source, housing) as category,
        count(*) as followed,
        count(*) filter (where is_granted_within_90_days) as granted,
        count(*) filter (where not is_granted_within_90_days) as not_granted
    from checks
    group by grouping sets (
        (year, stek_id, right_code, age_class),
        (year, stek_id, right_code, gender),
        (year, stek_id, right_code, household_type),
        (year, stek_id, right_code, income_source),
        (year, stek_id, right_code, housing)
    )
),

groups as (
    select
        periods.period_type,
        periods.period,
        periods.last_month,
        months.stek_id,
        months.right_code,
        'ALL' as breakdown,
        'ALL' as category,
        months.followed,
        months.granted,
        months.not_granted
    from months
    inner join facts.periods as periods on months.month = periods.month
    union all
    select
        periods.period_type,
        periods.period,
        periods.last_month,
        traits.stek_id,
        traits.right_code,
        traits.breakdown,
        traits.category,
        traits.followed,
        traits.granted,
        traits.not_granted
    from years_by_trait as traits
    inner join facts.periods as periods
        on
            periods.period_type = 'year'
            and periods.month = periods.first_month
            and traits.year = year(periods.month)
),

totals as (
    select
        period_type,
        period,
        last_month,
        breakdown,
        category,
        coalesce(stek_id, 'ALL') as stek_id,
        coalesce(right_code, 'ALL') as recht_code,
        cast(sum(followed) as bigint) as followed,
        cast(sum(granted) as bigint) as granted,
        cast(sum(not_granted) as bigint) as not_granted
    from groups
    group by grouping sets (
        (period_type, period, last_month, breakdown, category, stek_id, right_code),
        (period_type, period, last_month, breakdown, category, stek_id),
        (period_type, period, last_month, breakdown, category, right_code),
        (period_type, period, last_month, breakdown, category)
    )
)

select
    totals.period_type,
    totals.period,
    totals.stek_id,
    totals.recht_code,
    totals.breakdown,
    totals.category,
    outcomes.outcome,
    case outcomes.outcome
        when 'toegekend' then totals.granted
        when 'niet_toegekend' then totals.not_granted
    end as numerator,
    totals.followed as denominator
from totals
cross join (
    values
    ('toegekend'),
    ('niet_toegekend')
) as outcomes (outcome)
cross join calendar
where totals.last_month + interval 3 month <= calendar.last_month
