/*
title: >-
  how many answers each question of each stream got from a Stek in a month, how many of them are
  unknown and how many were not asked; a main reason is asked only where a right is not taken up
grain: [stek_id, month, asked_column]
source: >-
  records; asked_columns.csv, which leaves out what is asked only sometimes (a second and third reason;
  a right or a theme of a signal). Several themes are one answer
*/
with visit_answers as (
    select
        visits.stek_id,
        visits.month,
        asked.code as asked_column,
        case asked.code
            when 'bezoeken.contactvorm' then visits.contact_form
            when 'bezoeken.leeftijdsklasse' then visits.age_class
            when 'bezoeken.gender' then visits.gender
            when 'bezoeken.huishoudtype' then visits.household_type
            when 'bezoeken.inkomensbron' then visits.income_source
            when 'bezoeken.woonsituatie' then visits.housing
            when 'bezoeken.thema' then visits.themes[1]
        end as answer
    from facts.visits as visits
    inner join codes.asked_columns as asked on asked.code like 'bezoeken.%'
),

check_answers as (
    select
        checks.stek_id,
        checks.month,
        asked.code as asked_column,
        case asked.code
            when 'rechtenchecks.recht_code' then checks.right_code
            when 'rechtenchecks.status_start' then checks.status_at_start
            when 'rechtenchecks.reden_1' then checks.reason_1
        end as answer
    from records.entitlement_checks as checks
    inner join codes.asked_columns as asked on asked.code like 'rechtenchecks.%'
    where asked.code <> 'rechtenchecks.reden_1' or checks.status_at_start = 'niet_opgenomen'
),

referral_answers as (
    select
        referrals.stek_id,
        referrals.month,
        asked.code as asked_column,
        case asked.code
            when 'doorverwijzingen.recht_code' then referrals.right_code
            when 'doorverwijzingen.bestemming' then referrals.destination
            when 'doorverwijzingen.wijze' then referrals.manner
            when 'doorverwijzingen.resultaat' then referrals.outcome
        end as answer
    from records.referrals as referrals
    inner join codes.asked_columns as asked on asked.code like 'doorverwijzingen.%'
),

signal_answers as (
    select
        signals.stek_id,
        signals.month,
        asked.code as asked_column,
        case asked.code
            when 'signalen.drempel' then signals.barrier
            when 'signalen.niveau' then signals.level
            when 'signalen.status' then signals.status
            when 'signalen.aantal_klasse' then signals.count_class
        end as answer
    from records.signals as signals
    inner join codes.asked_columns as asked on asked.code like 'signalen.%'
),

answers as (
    select
        stek_id,
        month,
        asked_column,
        answer
    from visit_answers
    union all
    select
        stek_id,
        month,
        asked_column,
        answer
    from check_answers
    union all
    select
        stek_id,
        month,
        asked_column,
        answer
    from referral_answers
    union all
    select
        stek_id,
        month,
        asked_column,
        answer
    from signal_answers
)

select
    stek_id,
    month,
    asked_column,
    count(*) as answers,
    count(*) filter (where answer = 'onbekend') as answers_unknown,
    count(*) filter (where coalesce(answer, 'niet_gevraagd') = 'niet_gevraagd') as answers_not_asked
from answers
group by stek_id, month, asked_column
