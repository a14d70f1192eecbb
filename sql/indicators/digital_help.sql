/*
title:
  nl: Bezoeken voor digitale hulp
  fr: Visites pour une aide numérique
  en: Visits for digital help
reading:
  nl: >-
    Hoeveel bezoeken gaan over iets digitaals: een computer, een app, een dienst die alleen online
    werkt? Elk bezoek telt één keer, als de contactvorm digitale hulp is of als digitaal bij de thema's
    staat.
  fr: >-
    Combien de visites portent sur le numérique : un ordinateur, une application, un service qui n'existe
    qu'en ligne ? Chaque visite compte une fois, si la forme de contact est l'aide numérique ou si le
    numérique figure parmi les thèmes.
  en: >-
    How many visits are about something digital: a computer, an app, a service that works online only?
    Every visit counts once, if its form of contact is digital help or digital is among its themes.
unit: {nl: bezoeken, fr: visites, en: visits}
method:
  numerator:
    nl: >-
      Bezoeken met contactvorm digitale hulp, met het thema digitaal, of met allebei.
    fr: >-
      Visites avec la forme de contact aide numérique, avec le thème numérique, ou avec les deux.
    en: >-
      Visits with the form of contact digital help, with the theme digital, or with both.
  denominator:
    nl: >-
      Alle bezoeken.
    fr: >-
      Toutes les visites.
    en: >-
      All visits.
  exclusions:
    nl: >-
      Niets. Waar geen thema genoteerd is, telt alleen de contactvorm: het aandeel is dan een
      ondergrens.
    fr: >-
      Rien. Sans thème noté, seule la forme de contact compte : la part est alors un minimum.
    en: >-
      Nothing. Where no theme was noted only the form of contact counts: the share is then a minimum.
stream: visits
grain:
  - month x stek
  - quarter x stek
  - year x stek
  - year x breakdown
breakdowns: [leeftijdsklasse, gender, huishoudtype, inkomensbron, woonsituatie]
outcomes:
  bezoeken: {nl: Bezoeken, fr: Visites, en: Visits}
  digitale_hulp: {nl: Voor digitale hulp, fr: Pour une aide numérique, en: For digital help, of: [bezoeken]}
source: >-
  issue "indicators" (digital help); a visit is told by its own traits, as in contacts, of which
  bezoeken is the same count
*/
select
    month,
    stek_id,
    age_class as leeftijdsklasse,
    gender,
    household_type as huishoudtype,
    income_source as inkomensbron,
    housing as woonsituatie,
    1 as bezoeken,
    cast(
        contact_form = 'digihulp' or coalesce('digitaal' = any(themes), false) as integer
    ) as digitale_hulp
from facts.visits
