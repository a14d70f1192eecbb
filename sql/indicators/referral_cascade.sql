/*
title:
  nl: Van niet opgenomen tot toegekend
  fr: Du droit non pris au droit accordé
  en: From not taken up to granted
reading:
  nl: >-
    Hoe ver komt een recht dat bij de eerste check niet opgenomen was: doorverwezen, aangekomen,
    beslist, toegekend? Elke stap telt alleen wie ook de vorige stap haalde; een periode wordt pas
    getoond als ze drie maanden voorbij is, want een beslissing vraagt tijd.
  fr: >-
    Jusqu'où va un droit non pris au premier examen : orienté, arrivé, décidé, accordé ? Chaque
    étape ne compte que qui a franchi la précédente ; une période n'est montrée que trois mois
    après sa fin, car une décision prend du temps.
  en: >-
    How far does a right come that was not taken up at the first check: referred, arrived,
    decided, granted? Each step counts only who also reached the one before; a period is shown
    only when it has been over for three months, because a decision takes time.
unit:
  nl: eerste checks die niet opgenomen waren
  fr: premiers examens non pris
  en: first checks not taken up
stream: referrals
grain:
  - month x stek
  - month x right
  - quarter x stek x right
  - year x stek x right
  - year x right x breakdown
breakdowns: [leeftijdsklasse, gender, huishoudtype, inkomensbron, woonsituatie]
outcomes:
  vastgesteld: {nl: Vastgesteld, fr: Constaté, en: Detected, rate: true}
  doorverwezen: {nl: Doorverwezen, fr: Orienté, en: Referred, rate: true}
  aangekomen: {nl: Aangekomen, fr: Arrivé, en: Arrived, rate: true}
  beslist: {nl: Beslist, fr: Décidé, en: Decided, rate: true}
  toegekend: {nl: Toegekend, fr: Accordé, en: Granted, rate: true}
source: >-
  definition 1 of this monitor; whoever got a decision counts as arrived, deels counts as
  granted; counted as known in the latest delivery
*/
with periods_told as (
    select distinct
        period_type,
        period
    from facts.periods
    where last_month + interval 3 month <= (select max(month) from facts.deliveries)
),

months as (
    select
        month,
        stek_id,
        right_code,
        count(*) as detected,
        count(*) filter (where is_referred) as referred,
        count(*) filter (where has_arrived) as arrived,
        count(*) filter (where is_decided) as decided,
        count(*) filter (where is_granted) as granted
    from facts.supported_checks
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
        count(*) as detected,
        count(*) filter (where is_referred) as referred,
        count(*) filter (where has_arrived) as arrived,
        count(*) filter (where is_decided) as decided,
        count(*) filter (where is_granted) as granted
    from facts.supported_checks
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
        months.stek_id,
        months.right_code,
        'ALL' as breakdown,
        'ALL' as category,
        months.detected,
        months.referred,
        months.arrived,
        months.decided,
        months.granted
    from months
    inner join facts.periods as periods on months.month = periods.month
    union all
    select
        periods.period_type,
        periods.period,
        traits.stek_id,
        traits.right_code,
        traits.breakdown,
        traits.category,
        traits.detected,
        traits.referred,
        traits.arrived,
        traits.decided,
        traits.granted
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
        breakdown,
        category,
        coalesce(stek_id, 'ALL') as stek_id,
        coalesce(right_code, 'ALL') as recht_code,
        cast(sum(detected) as bigint) as detected,
        cast(sum(referred) as bigint) as referred,
        cast(sum(arrived) as bigint) as arrived,
        cast(sum(decided) as bigint) as decided,
        cast(sum(granted) as bigint) as granted
    from groups
    group by grouping sets (
        (period_type, period, breakdown, category, stek_id, right_code),
        (period_type, period, breakdown, category, stek_id),
        (period_type, period, breakdown, category, right_code),
        (period_type, period, breakdown, category)
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
        when 'vastgesteld' then totals.detected
        when 'doorverwezen' then totals.referred
        when 'aangekomen' then totals.arrived
        when 'beslist' then totals.decided
        when 'toegekend' then totals.granted
    end as numerator,
    totals.detected as denominator
from totals
inner join periods_told
    on totals.period_type = periods_told.period_type and totals.period = periods_told.period
cross join (
    values
    ('vastgesteld'),
    ('doorverwezen'),
    ('aangekomen'),
    ('beslist'),
    ('toegekend')
) as outcomes (outcome)
