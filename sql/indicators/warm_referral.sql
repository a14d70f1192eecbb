/*
title:
  nl: Warm of koud doorverwezen
  fr: Orientation accompagnée ou simple
  en: Warm or cold referral
reading:
  nl: >-
    Komen mensen vaker aan, en krijgen ze vaker hun recht, als de Stek mee gaat of zelf contact
    opneemt? Warm doorverwijzen gebeurt vaker bij moeilijke situaties, dus het verschil is geen
    bewijs van oorzaak.
  fr: >-
    Les personnes arrivent-elles plus souvent, et obtiennent-elles plus souvent leur droit,
    quand le Stek accompagne ou prend contact ? L'orientation accompagnée va aux situations plus
    difficiles : la différence ne prouve pas une cause.
  en: >-
    Do people arrive more often, and get their right more often, when the Stek goes along or
    makes contact? Warm referral goes to harder situations, so the difference is no proof of a
    cause.
unit:
  nl: doorverwijzingen
  fr: orientations
  en: referrals
method:
  numerator:
    nl: >-
      Doorverwijzingen waarvan de persoon aankwam, of waarvan het recht (deels) is
      toegekend.
    fr: >-
      Orientations où la personne est arrivée, ou dont le droit est accordé (en partie).
    en: >-
      Referrals that arrived, or whose right was granted (in part).
  denominator:
    nl: >-
      Alle doorverwijzingen op die manier.
    fr: >-
      Toutes les orientations faites de cette manière.
    en: >-
      All referrals made in that manner.
  exclusions:
    nl: >-
      Niets. Een doorverwijzing waarover nog niet beslist is, telt mee als niet toegekend. Is niet
      genoteerd hoe er doorverwezen is, dan telt ze bij koud.
    fr: >-
      Rien. Une orientation encore en cours compte comme non accordée. Si la manière n'est pas
      notée, elle compte comme simple.
    en: >-
      Nothing. A referral still pending counts as not granted. One of which the manner is not noted
      counts as cold.
stream: referrals
waits_months: 3
grain:
  - quarter x breakdown
  - year x stek x breakdown
  - year x right x breakdown
breakdowns: [warm_koud] # two halves: a third of a few who have no manner noted would hide one of them
outcomes:
  doorverwezen: {nl: Doorverwezen, fr: Orienté, en: Referred}
  aangekomen: {nl: Aangekomen, fr: Arrivé, en: Arrived, of: [doorverwezen]}
  toegekend: {nl: Toegekend, fr: Accordé, en: Granted, of: [doorverwezen]}
source: >-
  definition 1 of this monitor: arrived (or granted) / referred, by manner, in three and in two
  (codes/referral_manners.csv); month of the referral, as known in the latest delivery; deels counts
  as granted; a period is told three months after it is over, because an answer takes time
*/
select
    referrals.referral_month as month,
    referrals.stek_id,
    referrals.right_code as recht_code,
    coalesce(manners.warm_koud, 'koud') as warm_koud,
    1 as doorverwezen,
    cast(
        referrals.has_arrived or referrals.outcome in ('toegekend', 'deels', 'geweigerd') as integer
    ) as aangekomen,
    cast(referrals.outcome in ('toegekend', 'deels') as integer) as toegekend
from facts.referrals as referrals
left join codes.referral_manners as manners on referrals.manner = manners.code
