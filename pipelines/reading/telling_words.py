"""Telling words: what columns of names and numbers are called, and common given names."""

from __future__ import annotations

from collections.abc import Mapping

# Spelled without case, accents, spaces and "en", as `spelling.compact` does.
COLUMN_NAMES: Mapping[str, frozenset[str]] = {
    kind: frozenset(words.split())
    for kind, words in {
        "name_column": """
            voornaam voornamen achternaam familienaam naamvoornaam voornaamnaam naambezoeker
            bezoekernaam bezoekersnaam naamklant klantnaam naamclient clientnaam naampersoon
            naamdeelnemer volledigenaam roepnaam prenom nomprenom nomfamille firstname lastname
            surname familyname fullname
        """,
        "address_column": """
            adres straat straatnaam straatnr straatnummer straathuisnummer huisnummer huisnr
            busnummer woonadres thuisadres verblijfsadres domicilie domicilieadres adresse rue
            address street streetaddress
        """,
        "birth_date": """
            geboortedatum geboortedag geboren geborenop datumgeboorte datumvangeboorte gebdatum
            datenaissance datedenaissance birthdate birthday dateofbirth dob
        """,
        "national_register_number": """
            rijksregisternummer rijksregister rijksregisternr rrn rrnummer rrnr insz insznummer
            niss numeroniss nationaalnummer bisnummer numeronational registrenational
        """,
        "telephone": """
            telefoon telefoonnummer telefoonnr tel telnr gsm gsmnummer gsmnr mobiel telephone
            numerotelephone phone phonenumber
        """,
        "iban": "rekeningnummer rekeningnr bankrekening bankrekeningnummer iban ibannummer",
    }.items()
}
# On their own these also head lists of rights or services.
WEAK_NAMES = frozenset({"naam", "namen", "nom", "name"})
POSTCODES = frozenset({"postcode", "postnummer", "postnr", "codepostal", "zip", "zipcode"})

# First names that are common in Belgium, of several origins; enough to know a list of people by.
_GIVEN_NAMES = """
    aaron abdel abdelaziz abdelkader abdellah abdul adam adel adrien agnes ahmad ahmed aicha alain
    albert alexander alexandra alfons ali alice alina amina amir amira an andre andrea andreas
    andrei andrzej angela anita anja ann anna anne anneke annelies annick anouk anton antonio
    arne arthur artur asma astrid axel ayoub ayse aziz barbara bart beatrice ben benjamin bernadette
    bernard bert betty bilal birgit bjorn bogdan boris brecht brigitte bruno camille carine carla
    carlos carmen caroline catherine celine chantal charlotte chris christel christian christiane
    christine christophe cindy claude claudia claudine clara cristina daan daniel daniela danielle
    danny david debora denis denise didier diana dirk dominique dorien driss eddy edith edouard
    elena elif eliane elias elien elise elke ella ellen els emilie emine emma emre eric erik erwin
    eva evelien evi evy fatima fatiha fatma fatoumata felix ferdinand fernand filip finn florence
    francis francisco francois francoise frank frans franky freddy frederik gabriel geert georges
    gerard gerda german gert gilbert gilles gina greet greta griet guido guillaume gunther gustaaf
    guy hamid hamza hanne hannah hans hasan hassan heidi helena helene hendrik henri herman hilde
    houssine hugo hussein ibrahim ilse imane ines ingrid irena irene iris isabel isabelle ismail
    ivan jaak jacqueline jacques jamal jan jana jasmine jasper jean jeanine jeanne jef jelle jens
    jeroen jessica jo johan johanna johnny jonas jonathan jos jose josee joris josephine jozef juan
    julia julie julien juliette jurgen karel karen karim karin karina karolien kasper kathleen
    katrien katty kelly kenneth kevin khadija khalid kim klaas koen kris kristel kristien kristof
    lander lara lars latifa laura laurence laurent lea leen leila leo leon leontine lien lies
    liesbet liesbeth lieve lina linda lindsay lisa liv lode loes lorenzo lotte louis louisa louise
    luc lucas lucie lucien lucienne ludo ludovic luis luka lut lydia lynn maarten magda magdalena
    mahmoud malika manon manuel marc marcel margot marguerite maria mariam marian marianne marie
    marieke marijke marina mario marleen marta martha martin martine mathias mathieu mathilde
    matteo matthias maurice mauro max maxime mehdi mehmet melissa mia michael michel michele
    michelle mieke mike mila milan mimoun mireille miriam mohamed mohammad mohammed monique mounir
    mourad murat mustafa mustapha myriam nadia nadine nancy naomi natacha natalia nathalie nele
    nicolas nicole nicky niels nina noah noel noor nora nour olena olga olivia olivier omar oscar
    oksana pascal pascale patricia patrick patrik paul paula pauline pedro peggy peter petra
    philippe piet pierre pieter rachel rachid raf ramazan raphael raymond rebecca regine reinhilde
    renate rene renee ria rik rita robbe robert robin roel roger roland romain ronald ronny rosa
    rosette ruben rudi rudy ruth saida said salim salma samir samira samuel sandra sandrine sanne
    sara sarah sebastien serge sevda sigrid silke simon simone siham sofia sofie sonia sophie
    souad stefaan stefan stef stephanie steven stijn sven svetlana sylvia sylvie tania tatiana
    tess thea theo thibault thierry thijs thomas tijs tim tine tinne tom tomas toon torben
    ursula valentina valerie vera veerle veronique victor victoria vincent viktor viviane vladimir
    walter wannes ward warre wendy werner wesley wilfried willem willy wim wouter xander xavier
    yannick yara yasmina yasmine yassin yassine yolande youssef yusuf yves yvette yvonne zahra
    zainab zakaria zeynep zoe zohra
"""
GIVEN_NAMES = frozenset(_GIVEN_NAMES.split())
