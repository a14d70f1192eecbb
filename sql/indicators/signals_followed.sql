/*
title:
  nl: Wat er van signalen kwam
  fr: Ce que les signaux ont donné
  en: What came of signals
reading:
  nl: >-
    Van de signalen die minstens drie maanden oud zijn, hoeveel zijn opgelost, en hoeveel bleven
    zonder gevolg of wachten nog? Oudere signalen hadden meer tijd dan jongere, dus vergelijk jaren
    voorzichtig.
  fr: >-
    Parmi les signaux d'au moins trois mois, combien sont résolus, et combien restent sans suite ou
    attendent encore ? Les signaux anciens ont eu plus de temps que les récents : comparez les
    années avec prudence.
  en: >-
    Of the signals that are at least three months old, how many are solved, and how many had no
    follow-up or still wait? Older signals had more time than recent ones, so compare years with
    care.
unit: {nl: signalen, fr: signaux, en: signals}
method:
  numerator:
    nl: >-
      Signalen waarvan dit het laatste is wat de Stek erover meldde.
    fr: >-
      Signaux dont c'est la dernière nouvelle donnée par le Stek.
    en: >-
      Signals of which this is the last that the Stek told.
  denominator:
    nl: >-
      Alle signalen die minstens drie maanden geleden voor het eerst gemeld zijn.
    fr: >-
      Tous les signaux transmis pour la première fois il y a au moins trois mois.
    en: >-
      All signals that were first raised at least three months ago.
  exclusions:
    nl: >-
      Signalen waarvan niet bekend is wat ermee gebeurde.
    fr: >-
      Les signaux dont la suite n'est pas connue.
    en: >-
      Signals of which it is not known what came of them.
stream: signals
waits_months: 3
grain:
  - quarter
  - year x breakdown
breakdowns: [niveau]
outcomes:
  gemeld:
    nl: Alleen gemeld
    fr: Seulement signalé
    en: Only raised
    of: [gemeld, besproken, antwoord, opgelost, geen_gevolg]
  besproken:
    nl: Besproken
    fr: Discuté
    en: Discussed
    of: [gemeld, besproken, antwoord, opgelost, geen_gevolg]
  antwoord:
    nl: Antwoord gekregen
    fr: Réponse reçue
    en: Answer received
    of: [gemeld, besproken, antwoord, opgelost, geen_gevolg]
  opgelost:
    nl: Opgelost
    fr: Résolu
    en: Solved
    of: [gemeld, besproken, antwoord, opgelost, geen_gevolg]
  geen_gevolg:
    nl: Geen gevolg
    fr: Sans suite
    en: No follow-up
    of: [gemeld, besproken, antwoord, opgelost, geen_gevolg]
source: >-
  extract format, signalen: the status that the latest delivery tells, by the month in which the signal
  was first raised; protected as signals_raised is
*/
select
    raised_in as month,
    stek_id,
    level as niveau,
    cast(status = 'gemeld' as integer) as gemeld,
    cast(status = 'besproken' as integer) as besproken,
    cast(status = 'antwoord' as integer) as antwoord,
    cast(status = 'opgelost' as integer) as opgelost,
    cast(status = 'geen_gevolg' as integer) as geen_gevolg
from facts.signals
where status in ('gemeld', 'besproken', 'antwoord', 'opgelost', 'geen_gevolg')
