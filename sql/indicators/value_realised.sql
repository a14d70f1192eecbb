/*
title:
  nl: Wat toegekende rechten waard zijn
  fr: Ce que valent les droits accordés
  en: What granted rights are worth
reading:
  nl: >-
    Hoeveel euro kregen mensen door de rechten die na een doorverwijzing toegekend zijn? De
    waargenomen waarde telt elke maand die sinds de toekenning voorbij is, hoogstens twaalf; de
    waarde per jaar rekent altijd met twaalf maanden en is dus een schatting.
  fr: >-
    Combien d'euros les personnes ont-elles reçus grâce aux droits accordés après une orientation ?
    La valeur observée compte chaque mois écoulé depuis l'accord, douze au plus ; la valeur annuelle
    compte toujours douze mois et est donc une estimation.
  en: >-
    How many euros did people get from the rights granted after a referral? The observed value
    counts every month that has passed since the grant, twelve at most; the value a year always
    counts twelve months and therefore is an estimate.
unit: {nl: toekenningen, fr: accords, en: grants}
method:
  numerator:
    nl: >-
      Toekenningen met een bedrag, en hun euro's: het bedrag per maand maal de maanden na de maand
      van de toekenning (waargenomen, hoogstens twaalf) of maal twaalf (per jaar), plus het eenmalige
      bedrag.
    fr: >-
      Accords avec un montant, et leurs euros : le montant mensuel fois les mois après celui de
      l'accord (observés, douze au plus) ou fois douze (par an), plus le montant unique.
    en: >-
      Grants with an amount, and their euros: the amount a month times the months after that of the
      grant (observed, twelve at most) or times twelve (a year), plus the one-off amount.
  denominator:
    nl: >-
      Alle toekenningen, ook deels toegekend. Een bedrag in euro is een som en heeft geen noemer.
    fr: >-
      Tous les accords, aussi en partie. Un montant en euros est une somme et n'a pas de
      dénominateur.
    en: >-
      All grants, also in part. An amount in euros is a sum and has no denominator.
  exclusions:
    nl: >-
      Toekenningen zonder bedrag: de werkelijke waarde ligt dus hoger. We weten niet of een bedrag
      elke maand betaald wordt, en nemen dat aan. Nooit opgeteld over alle rechten.
    fr: >-
      Les accords sans montant : la valeur réelle est donc plus élevée. Nous ne savons pas si un
      montant est payé chaque mois, et le supposons. Jamais additionné pour tous les droits.
    en: >-
      Grants without an amount: the real value is therefore higher. We do not know whether an amount
      is paid every month, and assume it. Never added up over all rights.
stream: referrals
waits_months: 3
grain: [year x right]
breakdowns: []
outcomes:
  toekenningen: {nl: Toekenningen, fr: Accords, en: Grants}
  met_bedrag:
    {nl: Met een bedrag, fr: Avec un montant, en: With an amount, of: [toekenningen]}
  waarde_waargenomen:
    nl: Waargenomen waarde
    fr: Valeur observée
    en: Observed value
    unit: eur
    counted_by: met_bedrag
  waarde_jaar:
    nl: Waarde per jaar
    fr: Valeur annuelle
    en: Value a year
    unit: eur
    counted_by: met_bedrag
source: >-
  domain brief, section 5: sum(monthly x min(12, months) + one-off), annualised and observed apart; the
  grant is placed in the month that first told it, the referral gives the year; whole euros a grant
*/
with observed_until as (
    select max(month) as month
    from facts.deliveries
),

grants as (
    select
        referrals.referral_month,
        referrals.stek_id,
        referrals.right_code,
        referrals.amount_month_eur is not null or referrals.amount_once_eur is not null as is_known,
        coalesce(referrals.amount_month_eur, 0) as month_eur,
        coalesce(referrals.amount_once_eur, 0) as once_eur,
        least(
            12,
            (year(observed_until.month) - year(referrals.outcome_told_in)) * 12
            + month(observed_until.month) - month(referrals.outcome_told_in)
        ) as months_observed
    from facts.referrals as referrals
    cross join observed_until
    where referrals.outcome in ('toegekend', 'deels')
)

select
    referral_month as month,
    stek_id,
    right_code as recht_code,
    1 as toekenningen,
    cast(is_known as integer) as met_bedrag,
    cast(round(month_eur * months_observed + once_eur) as bigint) as waarde_waargenomen,
    cast(round(month_eur * 12 + once_eur) as bigint) as waarde_jaar
from grants
