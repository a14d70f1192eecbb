/*
title:
  nl: "Politiseren: gewerkt aan signalen"
  fr: "Politiser : travail sur les signaux"
  en: "Making it political: work on signals"
reading:
  nl: >-
    Hoe vaak kaart een Stek een probleem aan bij wie erover beslist, of volgt ze het verder op? Een
    signaal telt één keer in elke maand waarin de Stek eraan werkte.
  fr: >-
    Combien de fois un Stek porte-t-il un problème devant qui en décide, ou en assure-t-il le suivi ? Un
    signal compte une fois pour chaque mois où le Stek y a travaillé.
  en: >-
    How often does a Stek raise a problem with those who decide on it, or follow it up? A signal counts
    once in each month in which the Stek worked on it.
unit:
  nl: activiteiten (één signaal, één maand)
  fr: activités (un signal, un mois)
  en: activities (one signal, one month)
method:
  numerator:
    nl: >-
      Signalen die in een maand gemeld of opgevolgd zijn, maand per maand opgeteld.
    fr: >-
      Signaux émis ou suivis dans un mois, additionnés mois par mois.
    en: >-
      Signals raised or followed up in a month, added up month by month.
  denominator:
    nl: >-
      Geen: dit is een aantal, geen aandeel.
    fr: >-
      Aucun : c'est un nombre, pas une part.
    en: >-
      None: this is a count, not a share.
  exclusions:
    nl: >-
      Werk dat niet tot een signaal leidde. Dit zijn geen bezoeken: tel ze niet op bij ontmoeten, leren
      en verwijzen.
    fr: >-
      Le travail qui n'a pas mené à un signal. Ce ne sont pas des visites : ne les additionnez pas à se
      rencontrer, apprendre et orienter.
    en: >-
      Work that led to no signal. These are not visits: do not add them to meeting, learning and
      referring.
stream: signals
grain:
  - month
  - quarter x stek
  - year x stek
breakdowns: []
outcomes:
  activiteiten: {nl: Activiteiten, fr: Activités, en: Activities}
source: >-
  functions of the Stek model (politiseren: domain brief, section 1); extract format (a row is a
  structural problem raised or followed up in the month)
*/
select
    month,
    stek_id,
    1 as activiteiten
from facts.signal_work
