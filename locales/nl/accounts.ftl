account-fout-titel = Fout:
account-verlopen = Deze link of code werkt niet meer.
account-verlopen-uitleg = Een link of code werkt één keer, vijftien minuten lang. Vraag hieronder een nieuwe aan.
account-inloggen-uitleg = We sturen een mail met een link en een code. Een wachtwoord is niet nodig.
account-email = E-mailadres van het werk
account-stuur-link = Stuur mij een link
account-geen-account = Nog geen toegang? De beheerder van { -de-gemeente } nodigt nieuwe mensen uit.
account-kijk-in-mail = Kijk in { -aanspreek.vorm ->
    [je] je
   *[u] uw
    } mail
account-kijk-uitleg = Is dit adres bij ons bekend, dan is er nu een mail onderweg. De link en de code werken vijftien minuten, alleen in deze browser.
account-code = Code uit de mail
account-code-uitleg = Zes cijfers. Plakken mag.
account-code-fout = Deze code klopt niet. Kijk nog eens in de nieuwste mail.
account-log-in = Log in
account-geen-mail = Geen mail gekregen? Kijk ook bij ongewenste mail.
account-nieuwe-link = Vraag een nieuwe link aan
account-link-klaar = Bijna binnen
account-link-klaar-uitleg = Druk op de knop om in te loggen.
account-andere-browser = Deze link hoort bij een andere browser
account-andere-browser-uitleg = De link werkt alleen in de browser waarin hij is aangevraagd. Ga daarheen terug en typ er de zes cijfers uit de mail. Of vraag hier een nieuwe link aan.
account-titel = Mijn account
account-bewaard = Bewaard.
account-naam = Naam
account-telefoon = Telefoon
account-organisatie = { -Organisatie }
account-telefoon-fout = Vul een telefoonnummer in met 6 tot 15 cijfers, of laat het leeg.
account-organisatie-onbekend = Kies een { -organisatie } uit de lijst.
account-organisatie-rollen = Deze persoon heeft nog een rol bij { $naam }. Stop eerst elke rol bij { $naam }, en kies dan een andere { -organisatie }.
account-gegevens = Telefoon en foto
account-telefoon-werk = Telefoon op het werk
account-telefoon-uitleg = Voor collega's die moeten terugbellen. Het nummer komt niet op een openbare pagina.
account-foto = Foto
account-foto-andere = Andere foto
account-foto-nu = De foto die er nu is
account-foto-uitleg = JPEG, PNG of WebP, hoogstens 15 MB. De foto staat alleen op openbare pagina's als dat hieronder bij de keuzes is aangevinkt.
account-foto-weg = Haal de foto weg
account-gegevens-bewaar = Bewaar telefoon en foto
account-rollen = Mijn rollen
account-geen-rollen = Er is nog geen rol gegeven. Vraag de beheerder.
account-mag-beslissen = Beslist { $wat }
account-vanaf = vanaf { $dag }
account-vervangt = vervangt { $naam }
account-tot = tot { $dag }
account-zonder-einde = zonder einddatum
account-keuzes = Mijn keuzes
account-toont-naam = Toon mijn naam en foto aan iedereen
account-toont-naam-uitleg = Anders staan er op de pagina van { -de-wijk } alleen voorletters en de rol. Dit mag altijd worden veranderd.
account-taal = Taal van mails
account-taal-onbekend = Kies Nederlands of Engels.
account-leeslog = Wie keek naar gegevens
account-leeslog-uitleg = Elke keer dat iemand persoonsgegevens opent, wordt dat onthouden. Dit is wat { -aanspreek.vorm ->
    [je] je zelf opende, en wie er naar jouw gegevens keek.
   *[u] u zelf opende, en wie er naar uw gegevens keek.
    }
account-leeslog-leeg = Er is nog niets geopend.
account-door-uzelf = zelf geopend
account-door-ander = geopend door iemand anders
account-doel-P3 = Om een { -melding } af te handelen
account-doel-P6 = Om samen te werken
account-doel-P8 = Om een collega of { -partner } te bereiken
account-doel-own = Eigen gegevens inzien
account-doel-P9 = Om verantwoording af te leggen
account-uitloggen = Log uit
account-uitloggen-overal = Log overal uit
account-naam-leeg = Vul een naam in, hoogstens 120 tekens.
account-bestaat = Dit e-mailadres heeft al een account.
account-rol-onbekend = Kies een rol uit de lijst.
account-tot-voor-van = De einddatum moet na de begindatum liggen.
account-vanaf-ver = Kies een begindatum van hoogstens een jaar geleden en hoogstens twee jaar vooruit.
account-vervangt-niet = Die persoon heeft deze rol daar niet op de begindatum.
account-vervangt-zichzelf = Kies iemand anders om te vervangen.
account-mail-onderwerp = Inloggen bij Wijkwerk van { $gemeente }
account-mail-tekst =
    Hallo { $naam },

    Open deze link om in te loggen. Hij werkt vijftien minuten, in de browser waarin hij is aangevraagd:

    { $link }

    Of typ deze code in die browser: { $code }

    Niet gevraagd? Dan hoeft er niets te gebeuren. Geef de code aan niemand.
