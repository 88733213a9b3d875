beheer-titel = Administration
beheer-uitleg = Who has access, how { -de-gemeente } works, and what happens with data.
beheer-wacht = What is waiting
beheer-wacht-niets = Nothing is waiting now.
beheer-wacht-rollen = { $aantal ->
    [one] One role ends within a month.
   *[other] { $aantal } roles end within a month.
    }
beheer-wacht-zetels = { $aantal ->
    [one] One fixed seat is vacant.
   *[other] { $aantal } fixed seats are vacant.
    }
beheer-wacht-besluiten = { $aantal ->
    [one] One thing has not been decided yet.
   *[other] { $aantal } things have not been decided yet.
    }
beheer-wacht-aannames = { $aantal ->
    [one] One thing is assumed and stands in no source.
   *[other] { $aantal } things are assumed and stand in no source.
    }
beheer-wacht-kaart = The boundaries of Statistics Netherlands have not been imported yet. The map is a sketch.
beheer-tab-inrichting = Configuration
beheer-tab-mensen = People
beheer-tab-organisaties = { -Organisatie-mv }
beheer-tab-teams = Teams
beheer-tab-gebieden = Map
beheer-tab-regie = Coordination
beheer-tab-verwerkingen = Data
beheer-tab-leeslog = Who looked
beheer-tab-journaal = What happened
beheer-mensen = People
beheer-mensen-uitleg = Who holds which role, where, and until when. Access that should perhaps end comes first.
beheer-mensen-leeg = Nobody has been invited yet.
beheer-nodig-uit = Invite somebody
beheer-rol-waar-tot = Role, where and until when
beheer-op-deze-pagina = On this page
beheer-let-op = Attention
beheer-toegang-nakijken = Check access
beheer-geen = None
beheer-rollen = Roles
beheer-geen-rollen = This person has no role and so sees almost nothing.
beheer-rol = Role
beheer-rol-einde = End this role
beheer-gegevens = Correct the details
beheer-gegevens-uitleg = With another e-mail address this person is signed out everywhere, and signs in with the new address from then on.
beheer-gegevens-bewaar = Keep the details
beheer-geef-rol = Give a role
beheer-waar = Where
beheer-waar-kiezen = Choose a place from the list.
beheer-vanaf = From
beheer-vervangt = Stands in for
beheer-vervangt-uitleg = Whoever stands in may do what the other may in this role. That ends when the other no longer has the role.
beheer-tot = Until
beheer-datum-onleesbaar = Enter a date.
beheer-op-dag = As it is on { $dag }.
beheer-kies-dag = Choose a day
beheer-toon = Show
beheer-wijzig = Change
beheer-doet-mee-tot = Takes part until
beheer-beeindig = End
beheer-nieuwe-organisatie = Add { -een-organisatie }
beheer-soort = Kind
beheer-domein = Domain
beheer-voeg-toe = Add
beheer-diensten = Who is accountable and who carries it out
beheer-dienst = What
beheer-verantwoordelijk = Accountable
beheer-uitvoerend = Carries out
organisatie-naam-leeg = Enter a name of at most 120 characters.
organisatie-soort-onbekend = Choose a kind from the list.
organisatie-domein-onbekend = Choose a domain from the list.
organisatie-soort-gemeente = { -Gemeente }
organisatie-soort-welzijn = Welfare
organisatie-soort-corporatie = Housing corporation
organisatie-soort-politie = Police
organisatie-soort-zorg = Care
organisatie-soort-gezondheidscentrum = Health centre
organisatie-soort-sport = Sport
organisatie-soort-bewonersorgaan = { -Bewonersorgaan }
organisatie-soort-onderneming = Business
organisatie-soort-overig = Other
organisatie-domein-sociaal = Social
organisatie-domein-fysiek = Physical
organisatie-domein-veiligheid = Safety
organisatie-domein-bestuur = Government
orgaan-status-proposed = proposed
orgaan-status-decided = decided
orgaan-fase-pilot = pilot
orgaan-fase-regular = regular team
beheer-organisatie-blijft = { $naam } is no longer in the document, but it stays: something is still open there. Finish that and then end { $naam } yourself.
orgaan-voorgesteld-uitleg = This division is a proposal. The team can prepare. No obligations arise yet.
orgaan-mist-wijkbeheerder = There is no { -wijkbeheerder } in this team yet.
orgaan-leidinggevende = Manager in an executing team
orgaan-leeg = Vacant: { $zetel }
beheer-gedekt = All { -wijk-mv } belong to exactly one team.
beheer-niet-gedekt-kop = Not all { -wijk-mv } belong to exactly one team
beheer-niet-gedekt = { $wijk }: { $aantal ->
    [one] one team
   *[other] { $aantal } teams
    }
beheer-zetels-leeg = { $aantal } vacant
beheer-erken = Recognise { -een-bewonersorgaan }
beheer-erken-uitleg = The configuration says how many there can be for one area.
bewonersorgaan-niveau = Choose an area of the right level.
bewonersorgaan-vol = The highest number for this area has already been recognised. End the existing one first, or change the configuration.
beheer-sinds = since { $dag }
beheer-wie-zit = Who sits at the table
beheer-vervanger = Deputy: { $naam }
beheer-vervanger-kort = Deputy
beheer-persoon = Person
beheer-niemand = Nobody
zetel-soort-mandatory = fixed seat
zetel-soort-optional = seat that may stay open
zetel-soort-guest = guest
zetel-zelfde-persoon = Nobody can be their own deputy.
uitnodiging-open = Invited, no answer yet
uitnodiging-accepted = Invitation accepted
uitnodiging-declined = Invitation declined
uitnodiging-herinnerd = reminded { $aantal } times
uitnodiging-reden = Reason for no
uitnodiging-ja = Takes part
uitnodiging-nee = Does not take part
uitnodiging-herinner = Remind of the invitation
uitnodiging-niet-open = This invitation does not wait for an answer.
uitnodiging-reden-leeg = Say why not, in at most 500 characters.
uitnodiging-genoeg = This invitation has been repeated as often as was agreed.
uitnodiging-wanneer = When do we remind them?
uitnodiging-niet-besloten = It has not been decided yet when an invitation is repeated.
uitnodiging-te-vroeg = It is too early for a reminder.
beheer-rust-op = This rests on: { $titel }, { $datum }.
beheer-nieuwe-versie = New version
beheer-nieuwe-versie-uitleg = Choose a document. Then you see what would change. Nothing changes yet.
beheer-bestand-toml = Document (TOML)
beheer-kijk-na = Check
beheer-versies = Versions
beheer-versie = Version { $nummer }
beheer-geldig-vanaf = valid from { $dag }
beheer-aanname = Assumption
beheer-geen-bron = No source
beheer-valt-samen = Joins { $codes } of Statistics Netherlands.
beheer-verdeling-proposed = The division is proposed. No obligations arise yet.
beheer-verdeling-decided = The division has been decided.
beheer-voorzitter-selfarranged = The members choose who chairs.
beheer-voorzitter-role = Chair: { $rol }.
beheer-voorzitter-organisation = A named { -organisatie } chairs.
beheer-voorzitter-independent = The chair is independent.
beheer-voorzitter-undecided = It has not been decided who chairs.
beheer-besloten-deel-allen = Everybody at the table may stay for the closed part of a meeting.
beheer-besloten-deel-niet = Not at the closed part of a meeting: { $zetels }.
zetel-niet-besloten-deel = Not at the closed part of a meeting.
beheer-zetels = At the table: { $zetels }.
beheer-rechten = Permissions: { $rechten }.
beheer-geen-rechten = No permissions in the system.
beheer-eenheid-dagen = { $aantal ->
    [one] 1 day
   *[other] { $aantal } days
    }
beheer-eenheid-werkdagen = { $aantal ->
    [one] 1 working day
   *[other] { $aantal } working days
    }
beheer-eenheid-weken = { $aantal ->
    [one] 1 week
   *[other] { $aantal } weeks
    }
beheer-eenheid-maanden = { $aantal ->
    [one] 1 month
   *[other] { $aantal } months
    }
beheer-eenheid-jaren = { $aantal ->
    [one] 1 year
   *[other] { $aantal } years
    }
beheer-wie-gemeente = The municipality
beheer-ja = yes
beheer-nee = no
beheer-sterkte-M = “must”
beheer-sterkte-S = “should”
beheer-sterkte-O = “may”
beheer-sterkte-C = “is so”
beheer-sterkte-T = “for now”
beheer-deel-woorden = Words
beheer-deel-gebieden = Areas
beheer-deel-verdeling = Division into teams
beheer-deel-themas = { -Thema-mv } and { -discipline-mv }
beheer-deel-organen = Who sits at the table
beheer-deel-rollen = Roles
beheer-deel-termijnen = Terms
beheer-deel-regels = Rules
beheer-geen-document = Choose a document first.
beheer-document-onleesbaar = We could not read this file. Choose a document with the configuration, one that ends in .toml.
beheer-andere-gemeente = This document is of another municipality.
beheer-andere-gemeente-herstel = Set gemeente.slug to: { $slug }.
beheer-bevindingen = { $aantal ->
    [one] One thing is not right
   *[other] { $aantal } things are not right
    }
beheer-regel = Line { $nummer }:
beheer-wat-verandert = What would change
beheer-niets-verandert = Nothing changes.
beheer-al-laatste = This is the latest version already. No new one is made.
beheer-geldt-vanaf = Valid from
beheer-voer-in = Put in force
inrichting-te-vroeg = A version cannot start before today, nor before the latest one. Choose a later day.
beheer-kaart = Map of { $gemeente }
beheer-kaart-uitleg = All { -wijk-mv } with their names. The same names stand in the list below the map.
beheer-kaart-ingelezen = Imported: { $aantal } areas of Statistics Netherlands.
beheer-kaart-fout = This file cannot be imported like this
beheer-kaart-inlezen = Import a map of Statistics Netherlands
beheer-koppelingen = Which area of Statistics Netherlands belongs to what
beheer-jaar = Year of the division
beheer-bestand-geojson = File (GeoJSON, at most 32 MB)
beheer-geen-kaart = Choose a file first.
gebieden-jaar-onbekend = Enter a year between 2000 and 2100.
beheer-regie-uitleg = Per { -partner }: how much is open, what is late and what is done. Without its content.
beheer-regie-afspraken = { -Afspraak-mv }
beheer-regie-verplichtingen = Obligations
beheer-regie-leeg = Nothing to count yet.
beheer-regie-open = Open
beheer-regie-laat = Late
beheer-regie-klaar = Done
beheer-regie-oudste = Oldest open
beheer-regie-minder-dan = fewer than { $aantal }
beheer-regie-tempo = From signal to result
beheer-regie-tempo-uitleg = How long it took, for { -afspraak-mv } that were accepted in the last twelve months. Counting begins with the first { -melding }, or on the day when it was written down. One half went faster, the other half took longer. Where there are fewer than { $aantal }, no number of days is shown.
beheer-regie-tempo-afspraak = From signal to { -afspraak }
beheer-regie-tempo-resultaat = From { -afspraak } to result
beheer-regie-dubbel = Registered twice
beheer-regie-dubbel-uitleg = { -Melding-mv } about the same thing that were joined, in the quarter in which they came in. From two sides means: another kind of reporter, another organisation or another channel. Then the same thing was registered twice.
beheer-regie-periode = Period
beheer-regie-samengevoegd = Joined
beheer-regie-twee-kanten = From two sides
beheer-regie-kwartaal = Quarter { $kwartaal } of { $jaar }
beheer-leeslog-uitleg = Who opened personal data, what for and when. What they said is not here.
beheer-journaal-uitleg = The newest 200 changes.
beheer-log-leeg = Nothing yet.
beheer-log-wanneer = When
beheer-log-wie = Who
beheer-log-wat = What
beheer-log-waarover = About
beheer-wie-account = somebody with an account
beheer-wie-link = somebody with a link from an e-mail
beheer-wie-nobody = somebody without an account
beheer-wie-job = the system itself
beheer-wie-command = a command on the server
beheer-verwerkingen-uitleg = Which personal data the system keeps, what for, how long, and who sees them. This list comes from the program itself.
beheer-soort-melding = { -melding }
beheer-soort-taak = { -taak }
beheer-soort-werkplan = { -werkplan }
beheer-soort-aandachtsgebied = { -aandachtsgebied }
beheer-soort-afspraak = { -afspraak }
beheer-soort-resultaat = { -resultaat }
beheer-soort-organisatie = { -organisatie }
beheer-soort-gemeente = { -gemeente }
beheer-soort-account = account
beheer-soort-rolvervulling = role
beheer-soort-orgaan = team
beheer-soort-zetel = seat
beheer-soort-inrichting = configuration
beheer-soort-verplichting = obligation
beheer-soort-link = link from an e-mail
beheer-soort-zorgsignaal = concern about { -een-bewoner }
beheer-daad-created = made
beheer-daad-submitted = submitted
beheer-daad-joined = joined
beheer-daad-triaged = assessed
beheer-daad-undone = undone
beheer-daad-routed = sent to a team
beheer-daad-forwarded = passed on
beheer-daad-returned = returned
beheer-daad-assigned = assigned
beheer-daad-planned = planned
beheer-daad-done = done
beheer-daad-confirmed = confirmed
beheer-daad-disputed = disputed
beheer-daad-reopened = reopened
beheer-daad-linked = linked
beheer-daad-proposed = proposed
beheer-daad-accepted = accepted
beheer-daad-declined = declined
beheer-daad-progressed = progress reported
beheer-daad-delivered = delivered
beheer-daad-verified = verified
beheer-daad-dropped = dropped
beheer-daad-resolved = resolved
beheer-daad-agreed = agreed
beheer-daad-adopted = adopted
beheer-daad-carried-over = carried over to the next year
beheer-daad-contributed = contributed
beheer-daad-result-recorded = result recorded
beheer-daad-judged = verdict given
beheer-daad-photo-released = photo released
beheer-daad-due = obligation made
beheer-daad-satisfied = obligation met
beheer-daad-signalled = concern passed on
beheer-daad-taken-up = taken up
beheer-daad-closed = closed
beheer-daad-told = message sent
beheer-daad-invited = invited
beheer-daad-reminded = reminded
beheer-daad-appointed = role given
beheer-daad-ended = ended
beheer-daad-changed = changed
beheer-daad-imported = imported
beheer-daad-erased = erased
beheer-daad-withdrawn = withdrawn
beheer-daad-link-made = link made
beheer-daad-link-revoked = link revoked
beheer-daad-asked = asked
beheer-daad-noted = noted
beheer-daad-started = started
beheer-daad-ticked = read
beheer-daad-settled = settled
beheer-daad-chosen = chosen
beheer-daad-published = published
beheer-daad-hidden = hidden
beheer-daad-shown = shown again
beheer-daad-claimed = claimed
beheer-daad-assured = checked
beheer-daad-flagged = flagged
beheer-daad-consented = consented
beheer-daad-sent = sent
beheer-daad-bounced = came back
beheer-daad-expired = expired
beheer-daad-rerouted = referred again
beheer-daad-arrived = arrived
beheer-daad-no-show = did not come
beheer-daad-escalated = escalated
