/*
title:
  nl: Alle genoemde redenen waarom rechten niet opgenomen zijn
  fr: Toutes les raisons citées pour lesquelles des droits ne sont pas pris
  en: All reasons named why rights are not taken up
reading:
  nl: >-
    Hoe vaak wordt een reden genoemd, ook als ze niet de belangrijkste is? Bij één recht kunnen drie
    redenen genoemd zijn: de aandelen tellen dus op tot meer dan 100 %.
  fr: >-
    Combien de fois une raison est-elle citée, même si ce n'est pas la principale ? Pour un droit, trois
    raisons peuvent être citées : les parts font donc ensemble plus de 100 %.
  en: >-
    How often is a reason named, also when it is not the main one? For one right three reasons may be
    named: so the shares add up to more than 100 %.
unit:
  nl: eerste checks die niet opgenomen waren
  fr: premiers examens non pris
  en: first checks not taken up
method:
  numerator:
    nl: >-
      Eerste checks die niet opgenomen waren, waarbij deze reden genoemd is als eerste, tweede of derde.
      Een groep van redenen telt één keer per check.
    fr: >-
      Premiers examens non pris où cette raison est citée en premier, deuxième ou troisième lieu. Un
      groupe de raisons compte une fois par examen.
    en: >-
      First checks not taken up in which this reason is named first, second or third. A group of reasons
      counts once per check.
  denominator:
    nl: >-
      Alle eerste checks die niet opgenomen waren.
    fr: >-
      Tous les premiers examens non pris.
    en: >-
      All first checks not taken up.
  exclusions:
    nl: >-
      Een check telt alleen als onbekend of niet gevraagd wanneer geen enkele reden gekend is.
    fr: >-
      Un examen ne compte comme inconnu ou non demandé que si aucune raison n'est connue.
    en: >-
      A check counts as unknown or not asked only when no reason at all is known.
stream: entitlement_checks
grain:
  - quarter x breakdown
  - year x right x breakdown
breakdowns: [redengroep, reden]
overlapping: [redengroep, reden]
outcomes:
  genoemd: {nl: Genoemd, fr: Citée, en: Named, of: all_categories}
source: >-
  domain brief, section 4 (one main reason and two secondary ones); extract format (reden_2 and reden_3
  differ from reden_1 and from each other). Not by Stek: beside reasons it would tell how few people
  named one as second
*/
with checks as (
    select distinct
        month,
        stek_id,
        year,
        visitor_code,
        right_code
    from facts.reasons_named
),

groups_named as (
    select distinct
        month,
        stek_id,
        year,
        visitor_code,
        right_code,
        reason_group
    from facts.reasons_named
)

select
    month,
    stek_id,
    right_code as recht_code,
    'ALL' as redengroep,
    'ALL' as reden,
    1 as genoemd
from checks
union all
select
    month,
    stek_id,
    right_code as recht_code,
    reason_group as redengroep,
    'ALL' as reden,
    1 as genoemd
from groups_named
union all
select
    month,
    stek_id,
    right_code as recht_code,
    'ALL' as redengroep,
    reason as reden,
    1 as genoemd
from facts.reasons_named
