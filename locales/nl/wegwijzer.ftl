# De wegwijzer
wegwijzer-titel = Stel { -aanspreek.vorm ->
    [je] je
   *[u] uw
    } vraag
wegwijzer-lead = Typ een paar woorden of het hele verhaal. { -aanspreek.vorm ->
    [je] Je hoeft
   *[u] U hoeft
    } niet te weten wie erover gaat.
wegwijzer-vraag = { -aanspreek.vorm ->
    [je] Je
   *[u] Uw
    } vraag
wegwijzer-zoek = Zoek
wegwijzer-voorstellen = Bedoelt { -aanspreek.vorm ->
    [je] je
   *[u] u
    } dit?
wegwijzer-te-lang = Deze vraag is te lang. Vertel het in het kort.
wegwijzer-hoort-dit-hier = Hoort dit hier?
wegwijzer-hoort-dit-hier-uitleg = Er staat iets in dat op een naam, adres of nummer lijkt. Dat is hier niet nodig. We hebben het weggelaten en bewaren de vraag niet.
wegwijzer-gevonden = Dit past bij de vraag
wegwijzer-misschien = Misschien bedoelt { -aanspreek.vorm ->
    [je] je
   *[u] u
    } dit
wegwijzer-niets = Hier weten we geen goed antwoord op
wegwijzer-niets-uitleg = Probeer het met andere woorden, of vraag het aan iemand. Dat kan altijd.
wegwijzer-naar-mens = Vraag het aan iemand
wegwijzer-staat-er-niet-bij = Staat het er niet bij?
wegwijzer-elders = Over { $onderwerp } gaat { $wie }.
wegwijzer-waarom = Gevonden { $reden }.
wegwijzer-omdat-woord = op “{ $woord }”
wegwijzer-omdat-deel = op het woorddeel “{ $woord }”
wegwijzer-omdat-spelling = op “{ $bedoeld }” (getypt: “{ $getypt }”)
wegwijzer-omdat-verwant = op een woord dat hetzelfde betekent: “{ $woord }”
wegwijzer-omdat-geleerd = { $keer ->
    [one] omdat de balie het één keer eerder koos
   *[other] omdat de balie het { $keer } keer eerder koos
    }
wegwijzer-onderwerpen = Of kies een onderwerp
wegwijzer-onderwerp-leeg = Hier staat nog niets bij. Stel de vraag in eigen woorden.
wegwijzer-aantal = { $aantal ->
    [one] één antwoord
   *[other] { $aantal } antwoorden
    }
wegwijzer-leeg = Er staan nog geen antwoorden in de kennisbank. Vraag het aan iemand van { -de-organisatie }.
wegwijzer-wie-onbekend = Nog niemand
wegwijzer-bel = Bel { $nummer }
wegwijzer-spoed-geweld = Is er nu gevaar?
wegwijzer-spoed-uitleg-geweld = Bel 112 en ga naar een veilige plek. Wordt er iemand bedreigd of geslagen, wacht dan niet.
wegwijzer-spoed-vergiftiging = Iets giftigs binnengekregen?
wegwijzer-spoed-uitleg-vergiftiging = Bel 112. Houd de verpakking bij de hand en laat niet braken.
wegwijzer-spoed-zelfdoding = Denkt { -aanspreek.vorm ->
    [je] je
   *[u] u
    } aan zelfdoding?
wegwijzer-spoed-uitleg-zelfdoding = Praat met 113 Zelfmoordpreventie: bel 113 of gratis 0800-0113, dag en nacht. Chatten kan op 113.nl. Is er nu gevaar, bel dan 112.
wegwijzer-spoed-gas = Ruikt { -aanspreek.vorm ->
    [je] je
   *[u] u
    } gas?
wegwijzer-spoed-uitleg-gas = Ga naar buiten en raak geen schakelaars aan. Bel daarna buiten 0800-9009. Is er nu gevaar, bel dan 112.
wegwijzer-spoed-brand = Brand of rook?
wegwijzer-spoed-uitleg-brand = Ga naar buiten en bel 112. Sluit de deuren achter { -aanspreek.vorm ->
    [je] je
   *[u] u
    }.
wegwijzer-spoed-leven = Is iemand in levensgevaar?
wegwijzer-spoed-uitleg-leven = Bel 112. De meldkamer zegt wat { -aanspreek.vorm ->
    [je] je moet
   *[u] u moet
    } doen.
wegwijzer-spoed-thuis = Is het thuis niet veilig?
wegwijzer-spoed-uitleg-thuis = Bel Veilig Thuis, dag en nacht gratis: 0800-2000. Gebeurt het nu, bel dan 112.
wegwijzer-spoed-nood = Is er nu gevaar?
wegwijzer-spoed-uitleg-nood = Bel 112. Bel ook als het niet zeker is of het spoed is.
wegwijzer-spoed-dier = Is er een dier in nood?
wegwijzer-spoed-uitleg-dier = Bel 144, Red een dier. Is er ook een mens in gevaar, bel dan 112.
wegwijzer-spoed-verward = Is iemand een gevaar voor zichzelf of een ander?
wegwijzer-spoed-uitleg-verward = Bel 112 als er nu gevaar is.
wegwijzer-geleerd = Wat de wegwijzer leerde
wegwijzer-geleerd-uitleg = De wegwijzer onthoudt welk antwoord de balie koos, en bij welke bekende woorden. Nooit de vraag zelf, en na twee jaar niets meer. Klopt een keuze niet, neem haar dan terug.
wegwijzer-geleerd-leeg = Er is nog niets gekozen. Zodra een balie een antwoord kiest, staat het hier.
wegwijzer-geleerd-woorden = Bij: { $woorden }
wegwijzer-hielp-ja = het hielp
wegwijzer-hielp-nee = het hielp niet
wegwijzer-hielp-onbekend = niet bekend of het hielp
wegwijzer-hielp-kies = Kies of het hielp.
wegwijzer-neem-terug = Neem terug

# De balie
nav-balie = Balie
balie-titel = Balie
balie-bewaard = Bewaard.
balie-gemeld = Doorgegeven. De eigenaar hoort het meteen.
balie-naar-code = Iemand met een code
balie-meld-namens = Meld iets voor iemand
balie-toets-vraag = stel een vraag
balie-toets-antwoord = kies een antwoord
balie-toets-onderwerp = kies het onderwerp
balie-in-controle = in controle
balie-verwijs-door = Verwijs door
balie-druk-af = Druk af
balie-klopt-niet = Klopt niet?
balie-klopt-niet-uitleg = Wat klopt er niet? { $wie } hoort het meteen.
balie-mis-telefoon = Het telefoonnummer klopt niet
balie-mis-website = De website klopt niet
balie-mis-tijden = De openingstijden kloppen niet
balie-mis-tekst = De tekst is verouderd
balie-mis-onduidelijk = De tekst is niet te begrijpen
balie-mis-anders = Iets anders
balie-kies = Dit is het
balie-hielp = Hielp dit?
balie-hielp-ja = Ja
balie-hielp-nee = Nee
balie-contact = Leg de vraag vast
balie-onderwerp = Waar ging het over?
balie-ook-bij = Ook bij
balie-kanaal = Hoe kwam de vraag binnen?
balie-bewaar-uitleg = Kies hoe het afliep. Daarmee is de vraag bewaard, zonder naam.
balie-nummer = Dit is nummer { $nummer }. Geef het door: daarmee is de vraag terug te vinden.
balie-wie-bellen = Zet erbij wie er gebeld wordt
balie-ook-bekeken = Ook bekeken voor deze vraag:
balie-opnieuw = Begin een nieuwe vraag
balie-uitkomst-answered = Beantwoord
balie-uitkomst-call-back = Terugbellen
balie-uitkomst-transferred = Doorverbonden
balie-uitkomst-transfer-failed = Doorverbinden mislukt
balie-uitkomst-open = Nog open
wegwijzer-plek-nu = { $plek }, { $nu }
wegwijzer-dichtbij = Wat dichtbij { $wijk } is, komt eerst.
wegwijzer-overal = Zoek overal
wegwijzer-waar = Dichtbij { -welk-wijk } of postcode?
wegwijzer-waar-onbekend = We weten niet waar dat is. Kijk of het goed is getypt. We zoeken nu overal.
