# Deciding
triage-titel = Decide
triage-leeg = Everything has been decided.
triage-leeg-uitleg = The next { -melding } appears here by itself. Time to go out into { -de-wijk }.
triage-naar-vandaag = To Today
triage-nog = { $aantal } left
triage-nog-meer-dan = more than { $aantal }
triage-volgende-vorige = next, previous
triage-alle-toetsen = all keys
triage-wachtrij = { -Melding-mv } that wait
triage-nu-bij-u = you
triage-kaart = Map with { -dit-melding } and { $aantal ->
    [one] one other
   *[other] { $aantal } others
    } within 200 metres
triage-zelfde = Is this about the same thing?
triage-zelfde-uitleg = Joined, the work is done once. Everybody who reported it hears how it ends.
triage-meter = { $meter } metres
triage-zelfde-straat = in the same street
triage-zelfde-wijk = in { -dit-wijk }
triage-andere-bron = from somebody else
triage-voeg-samen = Join with number { $nummer }
triage-voeg-uitleg = This can be undone for ten seconds, not later. Those who reported it are told.
triage-dichtbij = Within 200 metres
triage-niets-dichtbij = Nothing else was reported near here.
triage-geen-plek = No place was given, only { -een-wijk }.
triage-wat-nu = What happens with this?
triage-advies-taken = Advice: work in the street.
triage-advies-aandachtsgebied = Advice: { -een-aandachtsgebied }.
triage-advies-doorgezet = Advice: { -een-partner }.
triage-advies-no-action = Advice: do nothing.
triage-omdat-patroon = Things were reported here before. There may be more to it.
triage-omdat-vak = The reporter already chose { -een-discipline }.
triage-omdat-straat = Work like this can usually be done at once.
triage-naar-taken = Work in the street
triage-naar-aandachtsgebied = Into { -een-aandachtsgebied }
triage-naar-doorgezet = To { -een-partner }
triage-naar-no-action = Do nothing, with a reason
triage-welk-vak = Who is needed?
triage-welk-vak-uitleg = Choose one or more. Each { -discipline } gets its own { -taak }; the reporter sees one case.
triage-geen-vak = Which kinds of work there are is not decided here yet. { -De-college } decides. Choose another answer until then.
triage-stuur = Send on
triage-twee-vragen = Is the answer to both questions yes? Then it belongs here.
triage-vraag-speelt = Is it a matter of { -de-wijk }, and not only of this spot?
triage-vraag-samen = Does it only work if several parties work together?
triage-welk-aandachtsgebied = Which { -aandachtsgebied }?
triage-geen-aandachtsgebied = There is no { -aandachtsgebied } here yet. Ask a member of the team to make one.
triage-nieuw-aandachtsgebied = Make a new { -aandachtsgebied }
triage-welke-partner = Which { -organisatie }?
triage-partner-uitleg = You stay the owner until it is done.
triage-partner-niemand = { $wie } (nobody can answer here; call them yourself)
triage-waarom-niet = Why do we do nothing?
triage-waarom-niet-uitleg = The reporter reads exactly this.
triage-reden-grond = This is somebody else's land. The municipality may not do anything here.
triage-reden-al-bezig = Work on this is already going on.
triage-reden-niet-gevonden = We went to look and did not find it.
triage-reden-hoort-zo = This is how it should be. It was agreed or made this way.
triage-eigen-reden = In your own words
triage-sluit-melding = Close with this reason
triage-alles-zien = Everything about { -dit-melding }
triage-niet-gelukt = Error: nothing has been decided yet
triage-gezet = Sent to { $naar }.
triage-gezet-taken = Sent to the work in the street.
triage-gezet-aandachtsgebied = Put into { -een-aandachtsgebied }.
triage-gezet-doorgezet = Sent to { -een-partner }.
triage-gezet-no-action = Closed with a reason.
triage-ongedaan = Undo
triage-toetsen = Keys
triage-toets-beslis = Choose an answer. Enter sends it.
triage-sluit = Close
triage-kies = First choose what happens.
triage-kies-vak = Choose at least one { -discipline }.
triage-kies-aandachtsgebied = Choose { -een-aandachtsgebied }, or make a new one.
triage-kies-partner = Choose the { -organisatie } that takes this up.
triage-vak-onbekend = The { -discipline } { $vak } does not exist here. Choose another.
triage-reden-nodig = Write in plain words why nothing happens. The reporter reads this.
triage-te-laat-terug = This can no longer be undone. Decide again on the page of { -de-melding }.
triage-al-beslist = Somebody else has just decided on this. First look at what was decided.
triage-aandachtsgebied-klaar = This { -aandachtsgebied } has been finished. Choose another.

# The list and one melding
staf-lijst-titel = { -Melding-mv }
staf-lijst = List
staf-lijst-leeg = Nothing found.
staf-lijst-leeg-uitleg = Choose fewer filters, or come back later.
staf-naar-triage = Decide
staf-filter-stand = State
staf-filter-wijk = { -Wijk }
staf-filter-team = Team
staf-filter-alles = All
staf-toon = Show
staf-bladeren = Pages
staf-ouder = Older
staf-naar-nieuwste = To the newest
staf-kruimelpad = Breadcrumbs
staf-nummer = Number { $nummer }
staf-te-laat = { $dagen ->
    [one] { $dagen } day late
   *[other] { $dagen } days late
    }
staf-stand-submitted = New
staf-stand-taken = Work in the street
staf-stand-planned = Planned
staf-stand-aandachtsgebied = In { -een-aandachtsgebied }
staf-stand-doorgezet = With { -een-partner }
staf-stand-no-action = Closed with a reason
staf-stand-done = Done
staf-stand-confirmed = Solved
staf-stand-disputed = Not solved yet
staf-stand-samengevoegd = Joined
staf-bron-bewoner = { -Bewoner }
staf-bron-bewonersorgaan = { -Bewonersorgaan }
staf-bron-organisatie = { -Organisatie }
staf-bron-medewerker = Employee
staf-bron-import = From another system
staf-alleen-foto = Only a photo, no words
staf-woorden-gewist = The reporter's own words have been erased
staf-kaart-hier = It is here
staf-kaart-uitleg = The map shows { $aantal ->
    [one] one place.
   *[other] { $aantal } places.
    }
staf-klok = Answer before
staf-nu-bij = Now with
staf-volgende-stap = Next step
staf-openbaar = Everybody sees
staf-openbaar-plek = Place, subject and state
staf-openbaar-thuis = { -Wijk }, subject and state; no place
staf-stap-submitted = Decide what happens
staf-stap-taken = Assign the work
staf-stap-planned = Do it and take a photo
staf-stap-aandachtsgebied = Deal with it together
staf-stap-doorgezet = Hear how far it is
staf-stap-done = The reporter's verdict
staf-stap-confirmed = Nothing more
staf-stap-no-action = Nothing more
staf-stap-samengevoegd = See the other number
staf-hoort-bij = Joined with number { $nummer }
staf-deel-van = Part of:
staf-reden = Why nothing happens
staf-fotos = Photos
staf-foto-melder = Photo of the reporter
staf-foto-resultaat = Photo of the result
staf-foto-voor = Before
staf-foto-na = Now
staf-foto-vrij = shown to everybody
staf-foto-vrijgeven = Show to everybody
staf-foto-geef-vrij = Release
staf-kopie = Photo to show
staf-kopie-uitleg = First make faces and number plates unrecognisable. Then choose that copy.
staf-kopie-nodig = Choose a copy of the photo.
staf-waar = Where
staf-taken = { -Taak-mv }
staf-geen-dag = no day yet
staf-bronnen = Who let us know
staf-draad = What happened
staf-hele-draad = The whole thread
staf-draad-gemeld = Reported
staf-draad-samengevoegd = Joined with { -een-melding } about the same thing
staf-draad-volgt = Somebody else wants to hear how it ends
staf-draad-taken = To the work in the street
staf-draad-aandachtsgebied = Taken into { -een-aandachtsgebied }
staf-draad-doorgezet = To { -een-partner }
staf-draad-partner = { -De-organisatie } takes it on
staf-draad-partner-weg = { -De-organisatie } need not do it any more
staf-draad-teruggegeven = { -De-organisatie } handed it back
staf-draad-no-action = Closed with a reason
staf-draad-gescheiden = No longer joined
staf-draad-teruggenomen = Decision taken back
staf-draad-gepland = Planned
staf-draad-klaar = Done
staf-draad-bevestigd = The reporter says: solved
staf-draad-niet-opgelost = The reporter says: not solved yet
staf-draad-foto = Photo released
staf-draad-zin = Sentence for everybody written
staf-draad-verteld = The reporter was told
staf-draad-gewist = The reporter's data erased
staf-wat-kan = What you can do
staf-beslis = Decide
staf-beslis-opnieuw = Decide again
staf-klaar = It is done
staf-klaar-uitleg = Show with a photo that it is done, or write what was seen on the spot.
staf-meld-klaar = Report it done
staf-zin = Sentence that everybody reads
staf-zin-uitleg = One sentence, without names and without house numbers.
staf-zin-lang = Keep it to one sentence of at most 300 characters.
staf-samenvoegen = Join with another number
staf-samenvoegen-met = Number of the { -melding } that stays
staf-voeg-samen = Join
staf-nummer-onbekend = This number does not exist, or it is not in your area.
staf-contact-titel = The reporter's data
staf-contact-uitleg = Only if you have to speak to the reporter. Who looks is noted.
staf-contact-toon = Show the data
staf-contact-genoteerd = It was noted that you saw this. After this page it is closed again.
staf-contact-melder = Reporter
staf-contact-volger = Wants to hear it too
staf-contact-geen = No data were left, or they have been erased.
staf-contact-naam = Name
staf-contact-email = E-mail
staf-contact-telefoon = Telephone
staf-contact-taal = Language
staf-gebeld-uitleg = Whoever gave no e-mail address only hears it when somebody calls.
staf-gebeld = I called and told how it ended
staf-ontvangst = Let them know that it arrived
staf-ontvangst-uitleg = The reporter does not know yet that { -de-melding } was received. Give the number. A mail goes by itself.
staf-ontvangst-voor = Do it by { $dag } at the latest.
staf-ontvangst-phone = Said on the telephone
staf-ontvangst-letter = Letter sent
staf-ontvangst-desk = Said at the desk
staf-ontvangst-kies = Choose how it was said.
staf-terug-naar-melding = Back to { -de-melding }

# Passed on to somebody else
partner-naar = Take on, or hand back
partner-uitleg = The { -gemeente } passed this on to your { -organisatie }. The { -gemeente } stays the owner and tells the reporter each step.
partner-klaar-uitleg = This is done. The reporter now has the last word.
partner-klaar-voor = Done by
partner-stap-antwoord = Take on or hand back
partner-stap-doen = Do it, and show that it is done
partner-oppakken = Take on
partner-dag = When is it done?
partner-dag-uitleg = The reporter hears this day.
partner-pak-op = Take it on
partner-teruggeven = Not for us
partner-waarom-niet = Why not?
partner-waarom-uitleg = The reporter reads this exactly as it is. Do not name anybody.
partner-geef-terug = Hand back
partner-reden-nodig = Write in plain words why this cannot be done. The reporter reads this.
partner-niet-meer = { -Dit-melding } has gone somewhere else by now.
partner-al-opgepakt = { -Dit-melding } was taken on already.

# Assigning
verdeel-titel = Who does what?
verdeel-gegeven = { $aantal ->
    [one] Given to { $wie }.
   *[other] { $aantal } { -taak-mv } given to { $wie }.
    }
verdeel-teruggelegd = { $aantal ->
    [one] Put back with what is still to be given.
   *[other] { $aantal } { -taak-mv } put back with what is still to be given.
    }
verdeel-uitleg = Drag a card to somebody, or choose on the card who does it. By keys: go to a card with Tab and press the digit of somebody.
verdeel-bord = Board
verdeel-kaart = Map with { $aantal ->
    [one] one { -taak }
   *[other] { $aantal } { -taak-mv }
    }
verdeel-team = Team
verdeel-open = Still to assign
verdeel-aantal = { $aantal ->
    [0] nothing
    [one] one { -taak }
   *[other] { $aantal } { -taak-mv }
    }
verdeel-geef-aan = Give “{ $taak }” to
verdeel-niemand = Nobody yet
verdeel-dag = Day
verdeel-volgorde = Order
verdeel-geef = Give
verdeel-kies = Choose “{ $taak }”
verdeel-samen = Several at once
verdeel-samen-uitleg = Tick on the cards what goes to one person together.
verdeel-samen-wie = To whom
verdeel-samen-geef = Give everything that is ticked
verdeel-geen-mensen = Nobody carries out { -taak-mv } here yet. Ask the administrator to give somebody that role.
verdeel-geen-team = There is no team with { -taak-mv } here.
verdeel-kies-taak = First tick at least one card.
verdeel-nieuw = Something has changed.
verdeel-vernieuw = Refresh

# In the field
taak-vandaag = My { -taak-mv }
taak-aantal = { $aantal ->
    [0] Nothing to do.
    [one] One place.
   *[other] { $aantal } places, in order.
    }
taak-leeg = Everything is done.
taak-leeg-uitleg = New work appears here by itself.
taak-foto = Photo of the result
taak-foto-woord = Photo
taak-haal-weg = Remove
taak-klaar = Done
taak-later = Passed on. It now stands on the day you chose.
taak-gedaan = Done. On to the next.
taak-wacht = Waiting for a connection. We send it by ourselves.
taak-verstuurd = Done. Sent.
taak-niet-verstuurd = This could not be sent. Open { -de-taak } to see why.
taak-stand-open = Still to assign
taak-stand-planned = Planned
taak-stand-done = Done
taak-stand-cancelled = Cancelled
taak-opdracht = What was reported
taak-wanneer = When
taak-gezien-in-plaats = No photo possible? Then write what can be seen.
taak-gezien = What can be seen?
taak-bewijs-nodig = Take a photo, or write in a few words what can be seen. “Ok” alone says too little.
taak-niet-nu = It cannot be done now
taak-waarom-niet = Why not?
taak-wanneer-wel = When will it be?
taak-geef-door = Pass on
taak-reden-kies = Choose a reason
taak-reden-materiaal = The material is not there yet.
taak-reden-weer = The weather does not allow it.
taak-reden-bereik = Something is in the way, such as a car.
taak-reden-anders = Something else, in your own words
taak-eerder = Earlier on this spot
taak-eerder-niets = Nothing was reported here before.
taak-zorg = Worried about a { -bewoner }?
taak-zorg-uitleg = You do not have to explain anything. { -De-coordinator } only gets the place.
taak-zorg-soort = What is it about?
taak-zorg-bellen = Should { -de-coordinator } call back?
taak-zorg-ja = Yes, call me back
taak-zorg-nee = No, passing it on is enough
taak-zorg-geef = Pass the concern on
taak-zorg-gedaan = Passed on to { -de-coordinator }.
taak-volgende = Next place
taak-al-klaar = { -Dit-taak } is done already.
taak-dag-voorbij = Choose a day that is still to come.
taak-dag-kies = Choose a day.
taak-wie-onbekend = Choose somebody who works here.
taak-reden-nodig = Write in a few words why it cannot be done now.

# Concern
zorg-titel = Concern about a { -bewoner }
zorg-uitleg = Only those in charge of this see the list. There is no story with it: call or mail whoever passed it on.
zorg-leeg = Nothing is waiting.
zorg-leeg-uitleg = New concerns appear here by themselves.
zorg-soort-bewoner = A { -bewoner }
zorg-soort-huis = A house
zorg-soort-kind = A child
zorg-soort-anders = Something else
zorg-soort-kies = Choose what it is about.
zorg-terugbellen = Wants to be called back
zorg-terugmailen = Wants an answer, mail: no telephone number is known
zorg-niet-bellen = Need not be called
zorg-van = Passed on by
zorg-stand-open = New
zorg-stand-taken-up = Taken up
zorg-gedaan-opgepakt = Taken up. Now call or mail whoever passed it on.
zorg-gedaan-afgesloten = Closed.
zorg-oppakken = Take up
zorg-afsluiten = Close
zorg-afsluiten-uitleg = Has there been contact, or does somebody else take it over? Once closed this leaves the list and cannot be brought back.
zorg-afsluiten-ja = Yes, close it
zorg-eerst-oppakken = Nobody took this up yet. Take it up first, then close it.
zorg-al-afgesloten = This is closed already and cannot be brought back.
zorg-kaart = Map with the places
