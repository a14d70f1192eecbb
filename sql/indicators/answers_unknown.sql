/*
title:
  nl: Vragen zonder antwoord
  fr: Questions sans réponse
  en: Questions without an answer
reading:
  nl: >-
    Hoe vaak is een antwoord onbekend, en hoe vaak is de vraag niet gesteld? Niet elke vraag past in
    elk gesprek: dit is om samen te bespreken wat we weten, niet om Stekken te vergelijken.
  fr: >-
    Combien de fois une réponse est-elle inconnue, et combien de fois la question n'est-elle pas posée ?
    Toute question ne convient pas à tout entretien : ceci sert à discuter ensemble de ce que nous
    savons, pas à comparer les Stekken.
  en: >-
    How often is an answer unknown, and how often was the question not asked? Not every question fits
    every conversation: this is for discussing together what we know, not for comparing Stekken.
unit: {nl: antwoorden, fr: réponses, en: answers}
method:
  numerator:
    nl: >-
      Antwoorden "onbekend" (gevraagd, geen antwoord) en "niet gevraagd", ook een lege cel.
    fr: >-
      Réponses « inconnu » (demandé, pas de réponse) et « non demandé », une cellule vide aussi.
    en: >-
      Answers "unknown" (asked, no answer) and "not asked", an empty cell too.
  denominator:
    nl: >-
      Alle rijen waarin de vraag staat: één antwoord per rij.
    fr: >-
      Toutes les lignes où figure la question : une réponse par ligne.
    en: >-
      All rows in which the question stands: one answer a row.
  exclusions:
    nl: >-
      Vragen die niet in elke rij gesteld worden, zoals een tweede reden. De belangrijkste reden telt
      alleen bij rechten die niet opgenomen zijn. Rijen die wachten op verbetering.
    fr: >-
      Les questions qui ne se posent pas à chaque ligne, comme une deuxième raison. La raison principale
      ne compte que pour les droits non pris. Les lignes qui attendent une correction.
    en: >-
      Questions that are not asked in every row, such as a second reason. The main reason counts only for
      rights not taken up. Rows that wait for a correction.
stream: visits
grain:
  - quarter x stek
  - quarter x breakdown
  - year x stek x breakdown
breakdowns: [kolom]
outcomes:
  onbekend: {nl: Onbekend, fr: Inconnu, en: Unknown, of: &answers [onbekend, niet_gevraagd, beantwoord]}
  niet_gevraagd: {nl: Niet gevraagd, fr: Non demandé, en: Not asked, of: *answers}
  beantwoord: {nl: Beantwoord, fr: Répondu, en: Answered, of: *answers}
source: >-
  extract format (onbekend and niet_gevraagd mean different things and are never merged); answers in all
  four streams, whose deliveries the visits stand for
*/
select
    month,
    stek_id,
    asked_column as kolom,
    answers_unknown as onbekend,
    answers_not_asked as niet_gevraagd,
    answers - answers_unknown - answers_not_asked as beantwoord
from facts.answers
