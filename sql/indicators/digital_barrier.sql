/*
title:
  nl: Rechten niet opgenomen door een digitale drempel
  fr: Droits non pris à cause d'un obstacle numérique
  en: Rights not taken up because of a digital barrier
reading:
  nl: >-
    Bij hoeveel rechten die iemand nog niet krijgt, is een digitale drempel een van de redenen:
    bijvoorbeeld een aanvraag die alleen online kan? Er kunnen ook andere redenen zijn; geteld worden de
    rechten waarvan we minstens één reden kennen.
  fr: >-
    Pour combien de droits non pris un obstacle numérique est-il une des raisons : par exemple une
    demande possible seulement en ligne ? D'autres raisons peuvent s'y ajouter ; on compte les droits
    dont au moins une raison est connue.
  en: >-
    For how many rights that someone does not get yet is a digital barrier one of the reasons: an
    application that can only be made online, for instance? There may be other reasons too; counted are
    the rights of which we know one reason at least.
unit:
  nl: eerste checks die niet opgenomen waren
  fr: premiers examens non pris
  en: first checks not taken up
method:
  numerator:
    nl: >-
      Eerste checks die niet opgenomen waren, met een digitale drempel als eerste, tweede of derde reden.
    fr: >-
      Premiers examens non pris, avec un obstacle numérique en premier, deuxième ou troisième lieu.
    en: >-
      First checks not taken up with a digital barrier as first, second or third reason.
  denominator:
    nl: >-
      Eerste checks die niet opgenomen waren en waarvan minstens één reden gekend is.
    fr: >-
      Premiers examens non pris dont au moins une raison est connue.
    en: >-
      First checks not taken up of which one reason at least is known.
  exclusions:
    nl: >-
      Checks waarvan geen reden gekend is, staan apart.
    fr: >-
      Les examens dont aucune raison n'est connue sont à part.
    en: >-
      Checks of which no reason is known are told apart.
stream: entitlement_checks
grain:
  - year x stek
  - year x right
  - year x breakdown
breakdowns: [leeftijdsklasse, gender, huishoudtype, inkomensbron, woonsituatie]
outcomes:
  digitale_drempel:
    nl: Digitale drempel
    fr: Obstacle numérique
    en: Digital barrier
    of: &known [digitale_drempel, alleen_andere_redenen]
  alleen_andere_redenen:
    {nl: Alleen andere redenen, fr: Seulement d'autres raisons, en: Other reasons only, of: *known}
  reden_onbekend: {nl: Reden onbekend, fr: Raison inconnue, en: Reason unknown}
source: >-
  issue "indicators" (digital help); reasons.csv, N2d digitale_drempel, as main or secondary reason of
  first checks. A check of which no reason is known is no evidence of another reason
*/
with missed as (
    select
        checks.stek_id,
        checks.month,
        checks.right_code,
        checks.age_class,
        checks.gender,
        checks.household_type,
        checks.income_source,
        checks.housing,
        bool_or(named.reason = 'digitale_drempel') as is_digital,
        bool_or(named.reason_group = 'N9') as is_unknown
    from facts.first_checks as checks
    inner join facts.reasons_named as named
        on
            checks.stek_id = named.stek_id
            and checks.year = named.year
            and checks.visitor_code = named.visitor_code
            and checks.right_code = named.right_code
    group by
        checks.stek_id, checks.month, checks.visitor_code, checks.right_code, checks.age_class,
        checks.gender, checks.household_type, checks.income_source, checks.housing
)

select
    month,
    stek_id,
    right_code as recht_code,
    age_class as leeftijdsklasse,
    gender,
    household_type as huishoudtype,
    income_source as inkomensbron,
    housing as woonsituatie,
    cast(is_digital as integer) as digitale_drempel,
    cast(not is_digital and not is_unknown as integer) as alleen_andere_redenen,
    cast(is_unknown as integer) as reden_onbekend
from missed
