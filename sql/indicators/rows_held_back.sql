/*
title:
  nl: Rijen die wachten op verbetering
  fr: Lignes qui attendent une correction
  en: Rows that wait for a correction
reading:
  nl: >-
    Hoeveel geleverde rijen tellen nog niet mee, omdat er iets in staat dat niet kan kloppen? Zodra een
    Stek de rij verbetert, telt ze mee; een heel bestand dat we niet konden gebruiken, staat hier niet.
  fr: >-
    Combien de lignes livrées ne comptent pas encore, parce que quelque chose n'y peut pas être juste ?
    Dès que le Stek corrige la ligne, elle compte ; un fichier entier inutilisable n'est pas repris ici.
  en: >-
    How many rows that were handed in do not count yet, because something in them cannot be right? As
    soon as the Stek corrects the row it counts; a whole file that could not be used is not in here.
unit: {nl: geleverde rijen, fr: lignes livrées, en: rows delivered}
method:
  numerator:
    nl: >-
      Rijen die achtergehouden zijn, in de levering die nu geldt.
    fr: >-
      Lignes retenues, dans la livraison valable aujourd'hui.
    en: >-
      Rows held back, in the delivery that stands now.
  denominator:
    nl: >-
      Alle rijen in de levering die nu geldt: gebruikt of achtergehouden.
    fr: >-
      Toutes les lignes de la livraison valable aujourd'hui : utilisées ou retenues.
    en: >-
      All rows in the delivery that stands now: used or held back.
  exclusions:
    nl: >-
      Geweigerde bestanden en leveringen die door een nieuwere vervangen zijn.
    fr: >-
      Les fichiers refusés et les livraisons remplacées par une plus récente.
    en: >-
      Refused files and deliveries that a newer one replaced.
stream: visits
grain:
  - quarter x breakdown
  - year x stek
  - year x breakdown
breakdowns: [stroom]
outcomes:
  gebruikt: {nl: Gebruikt, fr: Utilisées, en: Used, of: &rows [gebruikt, achtergehouden]}
  achtergehouden: {nl: Achtergehouden, fr: Retenues, en: Held back, of: *rows}
source: >-
  the ledger: rows taken and held back of the delivery that stands. A row is about a person, so rows are
  protected as persons are; by month and Stek held back rows are too few to show
*/
with streams (stream, stroom) as (
    values
    ('visits', 'bezoeken'),
    ('entitlement_checks', 'rechtenchecks'),
    ('referrals', 'doorverwijzingen'),
    ('signals', 'signalen')
)

select
    deliveries.month,
    deliveries.stek_id,
    streams.stroom,
    deliveries.rows_taken as gebruikt,
    deliveries.rows_held_back as achtergehouden
from facts.deliveries as deliveries
inner join streams on deliveries.stream = streams.stream
where deliveries.is_reported
