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
  definition 1 of this monitor: niet_opgenomen / (ontvangt + niet_opgenomen), person x right, first
  check; geen_recht left out, in_aanvraag and onbekend told apart
*/
with checks as (
    select
        stek_id,
        year,
        month,
        right_code,
        status_at_start,
        age_class,
        gender,
        household_type,
        income_source,
        housing
    from facts.first_checks
    where status_at_start <> 'geen_recht'
),

months as (
    select
        month,
        stek_id,
        right_code,
        count(*) filter (where status_at_start = 'niet_opgenomen') as not_taken_up,
        count(*) filter (where status_at_start = 'ontvangt') as received,
        count(*) filter (where status_at_start = 'in_aanvraag') as applied_for,
        count(*) filter (where status_at_start in ('onbekend', 'niet_gevraagd')) as unknown
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
        count(*) filter (where status_at_start = 'niet_opgenomen') as not_taken_up,
        count(*) filter (where status_at_start = 'ontvangt') as received,
        count(*) filter (where status_at_start = 'in_aanvraag') as applied_for,
        count(*) filter (where status_at_start in ('onbekend', 'niet_gevraagd')) as unknown
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
        months.stek_id,
        months.right_code,
        'ALL' as breakdown,
        'ALL' as category,
        months.not_taken_up,
        months.received,
        months.applied_for,
        months.unknown
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
        traits.not_taken_up,
        traits.received,
        traits.applied_for,
        traits.unknown
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
        cast(sum(not_taken_up) as bigint) as not_taken_up,
        cast(sum(received) as bigint) as received,
        cast(sum(applied_for) as bigint) as applied_for,
        cast(sum(unknown) as bigint) as unknown
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
        when 'niet_opgenomen' then totals.not_taken_up
        when 'ontvangt' then totals.received
        when 'in_aanvraag' then totals.applied_for
        when 'onbekend' then totals.unknown
    end as numerator,
    case
        when outcomes.outcome in ('niet_opgenomen', 'ontvangt')
            then totals.not_taken_up + totals.received
    end as denominator
from totals
cross join (
    values
    ('niet_opgenomen'),
    ('ontvangt'),
    ('in_aanvraag'),
    ('onbekend')
) as outcomes (outcome)
