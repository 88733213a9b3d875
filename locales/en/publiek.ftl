publiek-waar-gaat-het-om = What is it about?
publiek-start-lead = Something broken, something good or a worry about { -de-wijk }? Start here. You need no account.
publiek-deuren = What would you like to do?
publiek-deur-meld = It takes you a minute
publiek-begin-foto = Begin with a photo
publiek-begin-foto-uitleg = Next you point out where it is. Preferably no faces or number plates.
publiek-begin-foto-wacht = There is no connection now. Your photo is ready. Keep this page open: it goes on by itself as soon as it can.
publiek-begin-verder = Go on with this photo
publiek-deur-wijk = Your { -wijk }
publiek-deur-wijk-uitleg = Who is there and what we work on
publiek-mijn-melding = What happened to my { -melding }?
publiek-deur-mijn-melding = See how things stand
publiek-laatst-gelukt = This has just been done
publiek-geen-resultaten = What has been achieved will be shown here. Do you know something that could be better? Let us know.
publiek-maand = { $n ->
    [0] Nothing has been reported yet in { $maand }.
    [one] One { -melding } came in during { $maand }. { $klaar ->
        [0] It is not done yet.
       *[other] It is already done.
    }
   *[other] { $n } { -melding-mv } came in during { $maand }. { $klaar ->
        [0] None of them is done yet.
        [one] One of them is already done.
       *[other] { $klaar } of them are already done.
    }
    }
publiek-kaart-titel = Map of { $gemeente }
publiek-kaart-uitleg = Each shape is { -een-wijk } and a link to its page. The same names are in the list.
publiek-kaart-wijk = Map of { $naam }
publiek-kaart-wijk-uitleg = Each dot is { -een-melding } at a rounded place. The latest are in the list too.
publiek-wijken-kop = All { -wijk-mv }
publiek-wijken-lead = Choose where you live. You see who is there, what we work on and what has been done.
publiek-mijn-melding-mail = Did you leave an e-mail address? The mail has a link. There you see everything and have the last word.
publiek-mijn-melding-kwijt = No mail? With the number everybody can see how things stand. No names are shown.
publiek-bekijk-melding = See how things stand
publiek-nummer = Number of the { -melding }
publiek-nummer-uitleg = The number is on the screen after reporting and in the mail.
publiek-nummer-onbekend = There is nothing to see under { $nummer }. Check whether this is the number of { -de-melding }. Is it right? Then call the municipality.
publiek-nummer-link = Search by number
publiek-zoek-op = Search
publiek-kruimelpad = Breadcrumbs
publiek-wijk-lead = { $n ->
    [one] We are working together on one thing here.
   *[other] We are working together on { $n } things here.
    } { $partners ->
    [0] Who takes part will be added soon.
    [one] One { -organisatie } takes part.
   *[other] { $partners } { -organisatie-mv } take part.
    }
publiek-wijk-lead-leeg = Tell us what could be better. Then we know where to begin.
publiek-meld-hier = Report something in { -dit-wijk }
publiek-wie = Who is there for your { -wijk }
publiek-wie-leeg = Nobody is listed yet. Call the { -gemeente } and ask for the contact for { -dit-wijk }.
publiek-beslist = Decides { $wat }
publiek-vervangt = Stands in for { $naam }
publiek-hier-werken-we-aan = What we are working on
publiek-werkplan = { -Werkplan } { $jaar }, version { $versie }
publiek-werkplan-leeg = No { -werkplan } has been adopted here yet. As soon as there is one, you can read it here.
publiek-werk-leeg = Nothing has been taken up together here yet. It starts with { -een-melding }.
publiek-voortgang = { $n } of { $m } { -afspraak-mv } done
publiek-nog-geen-afspraken = No { -afspraak-mv } yet
publiek-afgerond = Places on the map are rounded, so nobody can see whose home it is.
publiek-in-cijfers = The last 90 days
publiek-cijfers = { $n ->
    [0] No { -melding } came in.
    [one] One { -melding } came in. { $klaar ->
        [0] It is not done yet.
       *[other] It is done.
    }
   *[other] { $n } { -melding-mv } came in. { $klaar ->
        [0] None of them is done yet.
        [one] One of them is done.
       *[other] { $klaar } of them are done.
    }
    }
publiek-cijfers-dagen = { $dagen ->
    [one] Half of them were done within a day.
   *[other] Half of them were done within { $dagen } days.
    }
publiek-gelukt = This worked out
publiek-gelukt-leeg = Nothing to show yet. As soon as something is done, it will be here.
publiek-oordeel = { $m ->
    [one] { $n ->
        [0] the person who asked says: not solved yet
       *[other] the person who asked says: solved
    }
   *[other] { $n } of { $m } people who asked say: solved
    }
publiek-oordeel-geen = no verdict yet from those who asked
publiek-laatste-meldingen = The latest { -melding-mv }
publiek-meldingen-leeg = Nothing has been reported here yet.
publiek-plannen = This is planned
publiek-plan-kwartaal = quarter { $kwartaal } of { $jaar }
publiek-druk-af = Print this page
publiek-staat-new = New
publiek-staat-busy = Under way
publiek-staat-wait = Waiting
publiek-staat-done = Done
publiek-staat-closed = Closed
publiek-melding-over = { $onderwerp } in { $wijk }
publiek-melding-in = { -Melding } in { $wijk }
publiek-melding-nummer = This is number { $nummer }.
publiek-van-bewoners = { -Bewoner-mv }
publiek-van-partner = { -Partner-mv }
publiek-van-gemeente = { -Gemeente }
publiek-uren = { $uren ->
    [one] { $uren } hour
   *[other] { $uren } hours
    }
publiek-minuten = { $minuten } minutes
publiek-herkomst-bewoners = Asked by { -bewoner-mv }.
publiek-herkomst-partner = Brought in by { -een-partner }.
publiek-herkomst-gemeente = Brought in by { -de-gemeente }.
publiek-wie-werken = Who works on it
publiek-nog-niemand = Nobody yet
publiek-hoe-ver = How far it is
publiek-gevraagd-door = Asked in
publiek-n-meldingen = { $n ->
    [0] no { -melding }
    [one] one { -melding }
   *[other] { $n } { -melding-mv }
    }
publiek-bijgewerkt = Updated
publiek-waarom = Why
publiek-integraal = Several { -organisatie-mv } do something here that one alone could not.
publiek-afspraken = What was agreed
publiek-afspraken-leeg = Nothing has been agreed yet. That is the next step.
publiek-afspraak-laat = Late
publiek-afspraak-voorstel = Waiting for an answer
publiek-afspraak-klaar = Done
publiek-afspraak-loopt = Under way
publiek-bijdragen = What each puts in
publiek-bijdragen-leeg = Nothing has been promised or put in yet.
publiek-bijdrage-tot-nu-toe = { $wat } so far
publiek-bijdrage-toegezegd = { $wat } promised
publiek-meldingen-achter = The { -melding-mv } behind this
publiek-gemeld-op = Reported
publiek-nu-bij = Now with
publiek-klaar-op = Done
publiek-foto = Photo of the place
publiek-hoort-bij = This is part of something larger:

draad-kop = The whole thread
draad-lead = From the first question to the last word. Who asked, promised, did and paid for what.
draad-bekijk = See the whole thread
draad-naar-openbaar = See what everybody sees
draad-regio = The thread from left to right
draad-loopt-sinds = Running since
draad-onbekend = No date known
draad-volgende-stap = Next step
draad-af = Everything has been done
draad-tot-nu-toe = So far
draad-geen-kosten = Nothing booked yet
draad-zichtbaar = Visible to
draad-zichtbaar-iedereen = Everybody
draad-zichtbaar-werk = Those who work on it
draad-kosten = What each promised and put in
draad-kolom-wie = Who
draad-oordeel-kop = What those who asked say
draad-oordeel-leeg = No verdict yet. Whoever asked has the last word.
draad-oordeel-opgelost = { $n ->
    [one] One says: solved
   *[other] { $n } say: solved
    }
draad-oordeel-niet-opgelost = { $n ->
    [one] One says: not solved yet
   *[other] { $n } say: not solved yet
    }
draad-oordeel-nog-geen = { $n ->
    [one] One has not answered yet
   *[other] { $n } have not answered yet
    }
draad-badge-opgelost = Solved
draad-badge-niet-opgelost = Not solved
draad-badge-nog-geen = Waiting
draad-stap-asked = Asked
draad-stap-taken-up = Taken up
draad-stap-agreed = Agreed
draad-stap-paid = Paid
draad-stap-done = Done
draad-stap-told = Told
draad-stap-nog-te-doen = Still to do
draad-stap-nog-af-te-spreken = Still to agree
draad-straks-asked = Still to ask
draad-straks-taken-up = Still to take up
draad-straks-paid = Promised
draad-straks-told = Still to tell
draad-daarna = after that
draad-zin = { $zin }
draad-niet-nagekomen = Looked at and not kept yet: { $zin }
draad-gevraagd-n = { $n ->
    [one] One { -melding }
   *[other] { $n } { -melding-mv }
}
draad-behoefte = { $wat }
draad-opgepakt = Taken up together: { $titel }
draad-opgepakt-melding = Somebody is working on it
draad-doorgezet = Passed on to { $naam }
draad-beoordeeld = Looked at and closed with an explanation
draad-klaar-melding = It has been done
draad-komt-opgepakt = Somebody looks at it
draad-komt-klaar = The work gets done
draad-komt-verteld = Those who asked hear what was done
draad-verteld = { $n ->
    [one] The person who asked has been told
   *[other] { $n } people who asked have been told
    }
draad-oordeel = { $n } of { $m } say: solved
draad-melding-over = { $onderwerp } in { $wijk }
draad-melding-in = { -Melding } in { $wijk }
draad-taak = Given to { $vak }
draad-taak-klaar = { $vak } is done
draad-taak-komt = { $vak } starts work
draad-betaald-euro = { $euro } so far
draad-betaald-uren = { $uren ->
    [one] { $uren } hour so far
   *[other] { $uren } hours so far
    }
draad-betaald-beide = { $euro } and { $uren ->
    [one] { $uren } hour
   *[other] { $uren } hours
    } so far
draad-toegezegd-euro = { $euro } promised
draad-toegezegd-uren = { $uren ->
    [one] { $uren } hour promised
   *[other] { $uren } hours promised
    }
draad-toegezegd-beide = { $euro } and { $uren ->
    [one] { $uren } hour
   *[other] { $uren } hours
    } promised
draad-toegezegd-totaal = Promised: { $wat }
draad-kolom-toegezegd = Promised

vandaag-groet = Hello, { $naam }
vandaag-lead = It is { $dag }. { $n ->
    [0] Nothing waits.
    [one] One thing waits.
   *[other] { $n } things wait.
    }
vandaag-begin-hier = Start here
vandaag-open = Take it up
vandaag-leeg = Nothing is waiting for you
vandaag-leeg-verder = See how things go on one of the pages below. When somebody asks something, you get a mail.
vandaag-te-laat = Late
vandaag-vandaag = Today
vandaag-week = This week
vandaag-later = Later
vandaag-zonder-datum = Without a date
vandaag-meer = { $n } more things wait. They come up by themselves.
vandaag-dagen-te-laat = { $n ->
    [one] One day late
   *[other] { $n } days late
    }
vandaag-wacht = Waiting for you
vandaag-geen-datum = When it suits
vandaag-triage = { $n ->
    [one] One new { -melding }, from { $sinds }
   *[other] { $n } new { -melding-mv }, the oldest from { $sinds }
    }
vandaag-taak = { $onderwerp }: { -een-taak } to do
vandaag-afspraak-antwoord = Does your { -organisatie } take this on? { $wat }
vandaag-afspraak-nakomen = { $wat }
vandaag-teksten = { $n } of our texts to look at: are they still right?
vandaag-werkplan = { -Werkplan } { $jaar } waits for your yes
vandaag-melding = { $onderwerp } in { $wijk } (number { $nummer })
publiek-deur-vraag = Ask something
publiek-deur-vraag-uitleg = Type it, or choose a subject
draad-verwijzing = Referral about { $onderwerp }
draad-verwijzing-lead = From the question to what came of it. Who it is about does not stand here.
draad-naar-verwijzing = To the referral
draad-verwijzing-vraag = A question about { $onderwerp }
draad-verwijzing-naar = Referred to { $naar }
draad-verwijzing-aangenomen = Accepted
draad-verwijzing-terug = Came back: { $reden }
draad-verwijzing-terug-zo = Came back
draad-verwijzing-gekomen = Has been there
draad-verwijzing-niet-gekomen = Did not come
draad-verwijzing-regie = Put forward: it came back more than once
draad-verwijzing-komt = Will be sent
draad-verwijzing-antwoord-komt = Gives an answer
draad-verwijzing-hulp-komt = Helps further
draad-verwijzing-oordeel-komt = Says whether it helped
draad-verwijzing-verder = Looks for somebody who can help
publiek-vandaag-open = Open today
publiek-nu-open = What is open now, the nearest first
publiek-vraag-hier = Help or a question?
publiek-vraag-hier-uitleg = Find what is near, and who has the answer.
publiek-zoek-hier = Ask a question
publiek-balies-hier = Desks nearby
publiek-nieuws-titel = News from { $wijk }
publiek-nieuws-gelukt = Done: { $wat }
publiek-wijk-agenda = Put the opening hours in your calendar
publiek-nieuws-volg = Follow the news from { -dit-wijk } (Atom)

## Zoeken

zoeken-titel = Search
zoeken-overal = Search everything
zoeken-vraag = Search for a role, a name, a place, a number or something to do
zoeken-knop = Search
zoeken-uitleg = Search for who does what, a place, a number or something to do. Only what you may open is found. Details of residents are never among it.
zoeken-begin = Try for instance
zoeken-voorbeeld-rol = { -wijkbeheerder }
zoeken-voorbeeld-doen = { -melding }
zoeken-niets = Nothing found
zoeken-niets-verder = Type fewer words, or another word for the same. Do not look for residents here: they are never found.
zoeken-meer = See all
zoeken-er-is-meer = There is more. Add a word.
zoeken-doen = To do
zoeken-mensen = People
zoeken-aandachtsgebieden = { -Aandachtsgebied-mv }
zoeken-afspraken = { -Afspraak-mv }
zoeken-infopunten = { -Infopunt-mv }
zoeken-organisaties = { -Organisatie-mv }
zoeken-nummer = Number { $nummer }
# Other words for what can be done. They stand on no screen.
zoeken-ook-melden = { -melding } complaint broken
zoeken-ook-wie = who is who contact
zoeken-ook-account = my details roles language sign out
zoeken-ook-hulp = helpdesk question problem

# What the gemeente gives to everybody, for whoever takes it over.
publiek-data-catalogus = Open data
publiek-data-catalogus-uitleg = Everything here is on the public pages too. It holds no personal data.
publiek-data-aanbod = Services for residents
publiek-data-aanbod-uitleg = Where residents can go: who offers it, where and when, for whom and what it costs. By HSDS 3.0.
publiek-data-producten = Products with a national name
publiek-data-producten-uitleg = What has a name in the list of uniform product names. By Samenwerkende Catalogi 4.0.
publiek-data-punten = Places for questions
publiek-data-punten-uitleg = Where residents can walk in with a question, with address and opening hours.
publiek-data-meldingen = Public { -melding-mv }
publiek-data-meldingen-uitleg = What { -melding-mv } are about and how they stand, at a rounded place. Without names and without anybody’s own words.
publiek-data-nieuws = News per area
publiek-data-nieuws-uitleg = What was taken up, what came of it and what was sent.
publiek-data-api = API
publiek-data-api-uitleg = Open data for other programs, described with OpenAPI.
publiek-data-hsds = API by HSDS
publiek-data-hsds-uitleg = The services for residents for other programs, by HSDS 3.0.
publiek-data-rechten = Nobody has decided yet under which licence these data may be used.
