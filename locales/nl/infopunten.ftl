infopunten-titel = { -aanspreek.vorm ->
    [je] Hier kun je terecht
   *[u] Hier kunt u terecht
    }
infopunten-leeg-uitleg = { -aanspreek.vorm ->
    [je] Bel of schrijf { -de-gemeente } met je vraag.
   *[u] Bel of schrijf { -de-gemeente } met uw vraag.
    }
infopunten-lead = Loop binnen met een vraag. Vooraf bellen hoeft niet.
infopunten-staf-titel = { -Infopunt-mv }
infopunten-aantal = { $open } van { $afgesproken } open.
infopunten-open = { $open } open.
infopunten-dicht-omdat = { $naam } is dicht: { $reden }
infopunten-leeg = Er is nog geen { -infopunt }.
infopunt-nieuw = Nieuw punt
infopunt-naam = Naam
infopunt-soort = Soort
infopunt-soort-infopunt = { -Infopunt }
infopunt-soort-centrale-balie = Centrale balie
infopunt-soort-kcc = Klantcontactcentrum
infopunt-welke-rang = Rang
infopunt-rang-hoofd = hoofdvestiging
infopunt-rang-neven = nevenvestiging
infopunt-rang-geen = geen rang
infopunt-gebied = Gebied
infopunt-waar = Waar
infopunt-bel = Telefoon
infopunt-van = Van
infopunt-plek = Naam van het gebouw
infopunt-plek-soort = Soort gebouw
infopunt-adres = Straat en nummer
infopunt-postcode = Postcode
infopunt-plaats = Plaats
infopunt-meteen-open = Meteen open voor iedereen
infopunt-voeg-toe = Voeg het punt toe
infopunt-open = Open dit punt
infopunt-sluit = Sluit dit punt
infopunt-reden = Waarom het dicht is
infopunt-stand-candidate = kandidaat
infopunt-stand-open = open
infopunt-stand-closed = dicht
infopunt-soort-kies = Kies uit de lijst.
infopunt-naam-bestaat = Er is al een punt met deze naam.
infopunt-reden-nodig = Zeg in één zin waarom.
infopunt-staat-al-zo = Dat kan nu niet: het punt staat al zo.
locatie-soort-wijkpost = Post in { -de-wijk }
locatie-soort-mfa = Multifunctioneel gebouw
locatie-soort-mfa-light = Klein multifunctioneel gebouw
locatie-soort-gezondheidscentrum = Gezondheidscentrum
locatie-soort-zorginstelling = Zorginstelling
locatie-soort-woonzorgcentrum = Woonzorgcentrum
locatie-soort-stadhuis = Stadhuis
locatie-soort-buurthuis = Buurthuis
locatie-soort-anders = Anders
