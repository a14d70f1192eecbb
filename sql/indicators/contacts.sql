/*
title: {nl: Bezoeken, fr: Visites, en: Visits}
reading:
  nl: >-
    Hoe vaak komen mensen langs, en hoe komen ze binnen? Elk bezoek telt, ook zonder code; iemand die
    drie keer komt, telt hier drie keer.
  fr: >-
    Combien de fois les personnes passent-elles, et comment arrivent-elles ? Chaque visite compte,
    aussi sans code ; qui vient trois fois compte ici trois fois.
  en: >-
    How often do people come, and how do they come in? Every visit counts, also without a code; who
    comes three times counts three times here.
unit: {nl: bezoeken, fr: visites, en: visits}
method:
  numerator:
    nl: >-
      Bezoeken die een eerste contact zijn, zonder code zijn, of buiten de Stek gebeuren
      (outreach).
    fr: >-
      Visites qui sont un premier contact, sans code, ou faites hors du Stek (outreach).
    en: >-
      Visits that are a first contact, without a code, or made outside the Stek
      (outreach).
  denominator:
    nl: >-
      Alle bezoeken.
    fr: >-
      Toutes les visites.
    en: >-
      All visits.
  exclusions:
    nl: >-
      Niets: ook een bezoek zonder code telt.
    fr: >-
      Rien : une visite sans code compte aussi.
    en: >-
      Nothing: a visit without a code counts too.
stream: visits
grain:
  - month x stek
  - quarter x stek
  - year x stek
  - year x breakdown
breakdowns: [leeftijdsklasse, gender, huishoudtype, inkomensbron, woonsituatie, contactvorm]
outcomes:
  bezoeken: {nl: Bezoeken, fr: Visites, en: Visits}
  eerste_contacten: {nl: Eerste contacten, fr: Premiers contacts, en: First contacts, of: [bezoeken]}
  anonieme_bezoeken:
    {nl: Bezoeken zonder code, fr: Visites sans code, en: Visits without a code, of: [bezoeken]}
  outreach: {nl: Bereikt door outreach, fr: Atteint par outreach, en: Reached by outreach, of: [bezoeken]}
source: >-
  definition 1 of this monitor: persons are not contacts; a visit is told by its own traits and
  contact form
*/
select
    month,
    stek_id,
    age_class as leeftijdsklasse,
    gender,
    household_type as huishoudtype,
    income_source as inkomensbron,
    housing as woonsituatie,
    contact_form as contactvorm,
    1 as bezoeken,
    cast(is_first_contact as integer) as eerste_contacten,
    cast(visitor_code is null as integer) as anonieme_bezoeken,
    cast(contact_form = 'outreach' as integer) as outreach
from facts.visits
