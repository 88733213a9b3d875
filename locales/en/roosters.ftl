rooster-titel = Roster
rooster-van = Roster { $punt }
rooster-week-van = Week of { $dag }
rooster-geen-punt = There is no point with a roster yet
rooster-geen-punt-uitleg = There is no { -infopunt } in { $waar } yet. As soon as there is one, its roster stands here.
rooster-geen-punt-maak = Make { -een-infopunt }
rooster-geen-punt-vraag = Whoever looks after { -infopunt-mv } can make one. Usually that is the { -coordinator } or the administrator.
rooster-uw-gebied = your area
rooster-geen-punt-alle = All { -infopunt-mv } that there are
rooster-agenda = This roster in your own calendar
rooster-agenda-uitleg = You get an address for your calendar. It says for each shift how many people are there, not who.
rooster-agenda-maak = Make an address for this point
rooster-agenda-stop = Stop the calendar of this point
rooster-toon = Show
rooster-vorige-week = Week before
rooster-volgende-week = Next week
rooster-vorige-maand = Month before
rooster-volgende-maand = Next month
rooster-hele-maand = The whole month
rooster-vorige-dienst = Shift before
rooster-volgende-dienst = Next shift
rooster-toets-week = The whole week
rooster-toets-komt = The first who said nothing yet comes
rooster-toets-af = Go to the button that takes somebody out
rooster-druk-af = Print
rooster-geen-regel = It is not said how many people are needed here. So we do not guard the opening hours of this point.
rooster-nog-geen-regel = It is not said how many people are needed here. So we do not guard the opening hours of this point yet. We ask for it; two weeks later we count with one person.
rooster-minimum-een = Minimum 1, because there is no rule. This holds from { $dag }. Choose “Regular shifts” and say how many people are needed here, or that a partner staffs this point by itself.
rooster-partner-bezet = A partner staffs this point by itself. So we do not guard its opening hours.
rooster-diensten = Shifts
rooster-diensten-van = Shifts of { $wie }
rooster-lid-geen = No shifts in this month.
rooster-lid-elders = Shifts at { -infopunt-mv } of which you do not make the roster are not shown here.
rooster-gat = Gap: { $tijden }
rooster-gat-woord = gap
rooster-dicht-gemeld = Everybody now reads that the point is closed then.
rooster-begeleid = somebody stands beside
rooster-nog-nodig = { $n } more needed
rooster-geen-diensten = no shifts
rooster-nodig = { $n ->
    [one] 1 person needed
   *[other] { $n } people needed
    }
rooster-er-van = { $er } of { $nodig }
rooster-eerlijk = Who carries what this month
rooster-aandeel = agreed { $afgesproken }%, rostered { $gekregen }%
rooster-aandeel-geen = nothing agreed, rostered { $gekregen }%
rooster-wijkt-af = differs
rooster-nieuwe-dienst = One more shift
rooster-zet-dienst = Put the shift in
rooster-patronen-titel = Regular shifts
rooster-patronen-uitleg = What comes back every week. You put it in the roster month by month.
rooster-geen-patronen = There are no regular shifts yet.
rooster-nieuw-patroon = New regular shift
rooster-bewaar-patroon = Save the regular shift
rooster-stop-patroon = Stop
rooster-elke = every { $n } weeks
rooster-tot = until { $dag }
rooster-rol-uit = Put the regular shifts in this month
rooster-regel = How many people are needed?
rooster-regel-uitleg = When there are fewer, everybody reads a day ahead that the point is closed in those hours. Does a partner staff this point by itself? Fill in 0: then we do not guard its hours.
rooster-bewaar-regel = Save
rooster-leden-titel = Who is in the roster
rooster-leden-uitleg = How many hours somebody can work, for which organisation, and what somebody does. The Arbeidstijdenwet is not about volunteers of 18 and older: for them only the hours that you agree here count. For anybody younger stricter rules hold, also as a volunteer. We do not check those here.
rooster-geen-leden = Nobody is in the roster yet.
rooster-nieuw-lid = Take somebody up
rooster-bewaar-lid = Take up in the roster
rooster-lid-stopt = Stops today
rooster-uren-week = { $n } hours a week
rooster-vrijwilliger = volunteer
rooster-vervallen = does not happen
rooster-wie = Who
rooster-niemand = Nobody yet.
rooster-wie-kan = Who can?
rooster-niemand-kan = At this moment nobody can.
rooster-wie-niet = Who cannot, and why
rooster-liever-niet = rather not
rooster-kent-punt = knows this point
rooster-vraag-mensen = Ask these people
rooster-zet-in = Put somebody in
rooster-zet = Put in the shift
rooster-zei-al-ja = Said yes already
rooster-scholing-verlopen = training expired
rooster-scholing-nooit = training never done
rooster-wordt-begeleid = Somebody stands beside whoever has no valid training
rooster-bevestig = Comes
rooster-haal-af = Take out of the shift
rooster-dienst-vervalt = This shift does not happen
rooster-link-titel = Shift at { $punt }
rooster-link-ja = You are coming. Thank you.
rooster-link-niet = This shift asks nothing more of you.
rooster-reden-publiek = Nobody is there to help you then.
rooster-veld-punt = { -Infopunt }
rooster-veld-week = Week
rooster-veld-dag = Day
rooster-veld-van = From
rooster-veld-tot = Until
rooster-veld-functie = What somebody must be able to do
rooster-veld-aantal = How many people
rooster-veld-weekdag = On which days
rooster-veld-elke-weken = Every how many weeks
rooster-veld-valid-from = From
rooster-veld-valid-to = Last day
rooster-veld-minimum = So many people are needed
rooster-veld-krap-minimum = So many are enough as well
rooster-veld-krap-tot = But only until
rooster-veld-regel-vanaf = This holds from
rooster-veld-account = Who
rooster-veld-organisatie = Of which organisation
rooster-veld-functies = What somebody can do, with commas between
rooster-veld-uren = Hours a week, at most
rooster-veld-vrijwilliger = Is a volunteer
rooster-veld-kan = What
rooster-veld-wanneer = Every week on
rooster-kan-niet-meer = That cannot be done any more: the shift has changed.
rooster-dienst-vervallen = This shift does not happen.
rooster-dienst-voorbij = This shift has been.
rooster-dag-voorbij = This day has been.
rooster-dag-kies = Choose a day.
rooster-al-vol = There are enough people for this shift.
rooster-geen-lid = You are not in the roster yet. Ask { -de-coordinator } to take you up.
rooster-wie-kies = Choose who.
rooster-organisatie-kies = Choose an organisation.
rooster-uren-fout = Fill in 1 to 60 hours.
rooster-tijd-fout = Fill in a time, such as 9.00.
rooster-tot-fout = The end is after the start, and a shift takes at most 16 hours.
rooster-aantal-fout = Fill in 1 to 20.
rooster-minimum-fout = Fill in 0 to 20.
rooster-functie-fout = Use at most 40 letters, without a comma.
rooster-weekdag-kies = Choose one or more days.
rooster-weken-fout = Fill in 1 to 8 weeks.
rooster-einde-voor-begin = The end is before the start.
rooster-krap-fout = This must be fewer than the usual number.
rooster-regel-bewaakt = The hours of this point are guarded already. Choose today or an earlier day.
rooster-regel-te-laat = We are about to count with one person at this point. Choose the day on which that begins, or an earlier day.
rooster-krap-beide = With fewer people, fill in until when that is enough.
rooster-wanneer-kies = Choose a day of the week, or a day from today on.
rooster-ja-of-nee = Choose whether you come.
rooster-bezwaar-dubbel = Is somewhere else then.
rooster-bezwaar-rust = Would not have eleven hours of rest (Arbeidstijdenwet, article 5:3).
rooster-bezwaar-te-lang = Would work more than twelve hours (Arbeidstijdenwet, article 5:7).
rooster-bezwaar-week = Has enough hours that week. More was not agreed, and sixty is the most (Arbeidstijdenwet, article 5:7).
rooster-bezwaar-gemiddeld = Would work too much on average: more than 55 hours a week in four weeks, or more than 48 in sixteen (Arbeidstijdenwet, article 5:7).
rooster-pauze = A break of { $n } minutes belongs in this shift (Arbeidstijdenwet, article 5:4).
rooster-bezwaar-niet-beschikbaar = Cannot then.
rooster-bezwaar-functie = Does not do this work.
rooster-bezwaar-scholing = The training has expired.
rooster-bezwaar-nooit-geschoold = Has never done the training.
rooster-bezwaar-geen-lid = Is not in the roster then.
bezetting-stand-offered = asked
bezetting-stand-filled = planned
bezetting-stand-confirmed = comes
bezetting-stand-worked = been
bezetting-stand-cancelled = does not come
mijn-diensten-titel = My shifts
mijn-diensten-leeg = You have no shifts
mijn-diensten-leeg-uitleg = The shifts of the coming eight weeks stand here.
mijn-ik-kom = I am coming
mijn-kan-niet = I cannot
mijn-toets-kom = I am coming to the first shift that asks
mijn-toets-kan-niet = I cannot come to the first shift
mijn-wie-vragen = Who do we ask instead?
mijn-niemand = There is nobody now who can take your shift. { -De-coordinator } hears it at once.
mijn-zeg-af = Call off
mijn-toch-wel = I am coming after all
mijn-geen-reden = You need not say why.
mijn-open = Shifts that still need somebody
mijn-neem = I take it
mijn-agenda = In your own calendar
mijn-agenda-uitleg = With this address your shifts stand in the calendar of your phone. Give it to nobody.
mijn-agenda-maak = Make a new address
mijn-agenda-stop = Stop the calendar
mijn-agenda-nieuw = This is your address. You see it only now. An earlier address works no more.
beschikbaar-titel = When I can
beschikbaar-uitleg = Say when you can, cannot or would rather not. You need not say why. If you say nothing, you can.
beschikbaar-leeg = You have said nothing yet.
beschikbaar-botst = You are still in a shift
beschikbaar-botst-uitleg = You said that you cannot be there. The shift is still in your name: call it off here and we look for somebody else.
beschikbaar-nieuw = Say when
beschikbaar-bewaar = Save
beschikbaar-weg = Take away
beschikbaar-elke = every { $dag }
beschikbaar-kan-can = I can
beschikbaar-kan-rather-not = rather not
beschikbaar-kan-cannot = I cannot
beschikbaar-liefst = Where I would rather be
beschikbaar-liefst-uitleg = Would you rather be at a certain point? Whoever makes the roster takes it into account where possible.
beschikbaar-liefst-bewaar = Save where I would rather be
beschikbaar-maakt-niet-uit = I do not mind
vandaag-dienst = Shift at { $punt }
vandaag-dienst-bevestig = Say whether you come to { $punt }
vandaag-dienst-gevraagd = Can you come to { $punt }?
plicht-rooster-gat = Find somebody: on this day there is nobody
mail-dienst-vraag-onderwerp = Can you come on { $dag }?
mail-dienst-vraag = At { $punt } somebody is needed on { $dag } from { $van } until { $tot }.
mail-dienst-plan-onderwerp = You are in the roster
mail-dienst-plan = You are in the roster at { $punt } on { $dag } from { $van } until { $tot }.
mail-dienst-weg-onderwerp = Your shift of { $dag } does not happen
mail-dienst-weg = Your shift at { $punt } on { $dag } from { $van } until { $tot } does not happen.
mail-dienst-link = Say here whether you come:
mail-gat-onderwerp = Gap in the roster of { $punt }
mail-gat = On { $dag } there are not enough people at { $punt }. A day ahead everybody reads that it is closed then.
mail-gat-link = Find somebody here:
voorstel-titel = Proposal for the month
voorstel-stel-voor = Propose the month
voorstel-bekijk = See the proposal
voorstel-zoveel = { $n ->
    [one] 1 place can be filled.
   *[other] { $n } places can be filled.
    }
voorstel-verschil = It can be at most { $n }% better.
voorstel-beste = It cannot be better.
voorstel-botst = What stands in the roster cannot stand together. First take one of these people out of the shift.
voorstel-neem-over = Take this proposal over
voorstel-uren = agreed { $afgesproken } hours, gets { $gekregen } hours
voorstel-open = Somebody is still missing here
voorstel-wensen = These wishes cannot be met
voorstel-wens-liever-niet = { $naam } would rather not then: { $dienst }
voorstel-wens-ander-punt = { $naam } would rather be elsewhere: { $dienst }
agenda-titel = From your own calendar
agenda-uitleg = Read in your calendar. When you are busy you are not put in the roster. We keep only when, never with what or with whom. A new calendar takes the place of the one before.
agenda-stand = { $n ->
    [one] Your calendar says once that you are busy, on { $tot }.
   *[other] Your calendar says { $n } times that you are busy, up to and including { $tot }.
    }
agenda-vergeet = Forget my calendar
agenda-bestand = Your calendar
agenda-bestand-uitleg = A file that ends in .ics, at most 2 MB. We look thirteen weeks ahead.
agenda-lees = Read it in
agenda-kies = Choose the file of your calendar.
agenda-geen-agenda = Line { $regel }: this is no calendar. Choose a file that ends in .ics.
agenda-geen-tekst = Line { $regel }: this is no text that we can read.
agenda-te-groot = This file is too large. Export the coming months only.
agenda-te-veel = There is more in it than fits in a calendar. Export the coming months only.
agenda-geen-dubbelepunt = Line { $regel }: a colon is missing. The file is damaged.
agenda-niet-af = Line { $regel }: what begins here ends nowhere. The file is not whole.
agenda-geen-begin = Line { $regel }: this appointment does not say when it begins.
agenda-tijd = Line { $regel }: this is no day or time that exists.
agenda-zone = Line { $regel }: we do not know this time zone.
agenda-duur = Line { $regel }: this is no duration that we understand.
agenda-achterstevoren = Line { $regel }: this appointment ends before it begins.
agenda-herhaling = Line { $regel }: we do not understand how this appointment repeats.
voorstel-van = Proposal for { $maand }
voorstel-geen = There is no proposal for this month yet.
voorstel-wacht = We are working out another proposal first. Then it is the turn of this one.
voorstel-zoekt = We are looking for the best division. That takes ten seconds at most.
voorstel-tot-nu-toe = So far it can be { $n }% better at most.
voorstel-deel = { $n }% of the time has passed
voorstel-vanzelf = This page looks again by itself.
voorstel-kijk = Look now
voorstel-mislukt = The proposal did not work out. Please try again.
voorstel-gemaakt = Made { $wanneer }.
voorstel-opnieuw = Work out a new proposal
voorstel-regel-onbekend = This shift or this person is no longer in the roster. { $wie }
voorstel-regel-functie = Does not do this work. { $wie }
voorstel-regel-beschikbaar = Cannot then. { $wie }
voorstel-regel-een-plek = Would be in two places. { $wie }
voorstel-regel-rust = Would not have eleven hours of rest (Arbeidstijdenwet, article 5:3). { $wie }
voorstel-regel-dag = Would work more than twelve hours (Arbeidstijdenwet, article 5:7). { $wie }
voorstel-regel-week = Has too many hours that week. { $wie }
voorstel-regel-plekken = More people are in it than there is room for. { $wie }
voorstel-niet-open = The point cannot open then.
voorstel-waarom = Why not somebody else: { $lijst }.
voorstel-waarom-functie = { $n ->
    [one] 1 does not do this work
   *[other] { $n } do not do this work
    }
voorstel-waarom-beschikbaar = { $n ->
    [one] 1 cannot then
   *[other] { $n } cannot then
    }
voorstel-waarom-elders = { $n ->
    [one] 1 is somewhere else then
   *[other] { $n } are somewhere else then
    }
voorstel-waarom-rust = { $n ->
    [one] 1 would not have eleven hours of rest
   *[other] { $n } would not have eleven hours of rest
    }
voorstel-waarom-dag = { $n ->
    [one] 1 would work too long that day
   *[other] { $n } would work too long that day
    }
voorstel-waarom-week = { $n ->
    [one] 1 has enough hours that week
   *[other] { $n } have enough hours that week
    }
voorstel-en-nog = { $n ->
    [one] And 1 more.
   *[other] And { $n } more.
    }
beschikbaar-hele-dag = all day
