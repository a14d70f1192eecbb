/*
title:
  nl: Niet opgenomen rechten bij het eerste contact
  fr: Droits non pris au premier contact
  en: Rights not taken up at first contact
reading:
  nl: >-
    Van de mensen die recht hebben op iets, hoeveel krijgen het nog niet? Geteld wordt de eerste
    keer in het jaar dat een Stek met iemand één recht bekijkt; wie geen recht heeft, telt niet
    mee.
  fr: >-
    Parmi les personnes qui ont un droit, combien ne le reçoivent pas encore ? On compte la
    première fois dans l'année qu'un Stek examine un droit avec une personne ; qui n'a pas ce
    droit n'est pas compté.
  en: >-
    Of the people who are entitled, how many do not get it yet? Counted is the first time in the
    year that a Stek looks at one right with one person; who is not entitled does not count.
unit:
  nl: eerste checks (één persoon, één recht, één jaar)
  fr: premiers examens (une personne, un droit, une année)
  en: first checks (one person, one right, one year)
stream: entitlement_checks
grain:
  - month x stek
  - month x right
  - quarter x stek x right
  - year x stek x right
  - year x right x breakdown
breakdowns: [leeftijdsklasse, gender, huishoudtype, inkomensbron, woonsituatie]
outcomes:
  niet_opgenomen: {nl: Niet opgenomen, fr: Non pris, en: Not taken up, rate: true}
  ontvangt: {nl: Ontvangt het recht, fr: Reçoit le droit, en: Receives the right, rate: true}
  in_aanvraag: {nl: In aanvraag, fr: Demande en cours, en: Applied for}
  onbekend: {nl: Onbekend, fr: Inconnu, en: Unknown}
source: >-
  domain brief section 5: niet_opgenomen / (ontvangt + niet_opgenomen), person x right, first
  check; geen_recht left out, in_aanvraag and onbekend told apart
*/
with checks as (
    select
        stek_id,
        month,
        year,
        right_code,
        age_class,
        gender,
        household_type,
        income_source,
        housing,
        case
            when status_at_start in ('niet_opgenomen', 'ontvangt', 'in_aanvraag')
                then status_at_start
            else 'onbekend'
        end as outcome
    from facts.first_checks
    where status_at_start <> 'geen_recht'
),

months as (
    select
        month,
        stek_id,
        right_code,
        outcome,
        count(*) as counted
    from checks
    group by month, stek_id, right_code, outcome
),

years_by_trait as (
    select
        year,
        stek_id,
        right_code,
        outcome,
        case
            when grouping(age_class) = 0 then 'leeftijdsklasse'
            when grouping(gender) = 0 then 'gender'
            when grouping(household_type) = 0 then 'huishoudtype'
            when grouping(income_source) = 0 then 'inkomensbron'
            when grouping(housing) = 0 then 'woonsituatie'
        end as breakdown,
        coalesce(age_class, gender, household_type, income_source, housing) as category,
        count(*) as counted
    from checks
    group by grouping sets (
        (year, stek_id, right_code, outcome, age_class),
        (year, stek_id, right_code, outcome, gender),
        (year, stek_id, right_code, outcome, household_type),
        (year, stek_id, right_code, outcome, income_source),
        (year, stek_id, right_code, outcome, housing)
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
        months.outcome,
        months.counted
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
        traits.outcome,
        traits.counted
    from years_by_trait as traits
    inner join facts.periods as periods
        on
            periods.period_type = 'year' and traits.year = year(periods.month)
            and periods.month = periods.first_month
),

totals as (
    select
        period_type,
        period,
        breakdown,
        category,
        outcome,
        coalesce(stek_id, 'ALL') as stek_id,
        coalesce(right_code, 'ALL') as recht_code,
        cast(sum(counted) as bigint) as numerator
    from groups
    group by grouping sets (
        (period_type, period, breakdown, category, outcome, stek_id, right_code),
        (period_type, period, breakdown, category, outcome, stek_id),
        (period_type, period, breakdown, category, outcome, right_code),
        (period_type, period, breakdown, category, outcome)
    )
)

select
    period_type,
    period,
    stek_id,
    recht_code,
    breakdown,
    category,
    outcome,
    numerator,
    case
        when outcome in ('niet_opgenomen', 'ontvangt')
            then cast(sum(numerator) filter (where outcome in ('niet_opgenomen', 'ontvangt'))
                over (
                    partition by
                        period_type, period, stek_id, recht_code, breakdown, category
                )
            as bigint)
    end as denominator
from totals
