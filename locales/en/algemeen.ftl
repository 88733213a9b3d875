naar-inhoud = Skip to the content
ondertitel = working on the { -wijk } together
hoofdmenu = Main menu
menu = Menu
meer = More
nav-meld = Report something
nav-wijken = { -Wijk-mv }
nav-vandaag = Today
nav-triage = Decide
nav-meldingen = { -Melding-mv }
nav-taken = My { -taak-mv }
nav-verdelen = Assign
nav-werkplan = { -Werkplan }
nav-zorg = Concern
nav-beheer = Manage
hulp-nodig = Need help?
hulp-tekst = Are you stuck? Call the { -gemeente } or walk in. We will work it out together.
over-deze-site = About this site
toegankelijkheid = Accessibility
privacy = Privacy
demo-link = Demo: pick a role
voor-medewerkers = For staff and { -partner-mv }
inloggen = Sign in
voet = { -Gemeente } { $gemeente }. Made with Wijkwerk, open software.
naar-start = To the start page
niet-verplicht = (optional)
nog-niet-besloten = Not decided yet
nog-niet-besloten-wie = Not decided yet. It is decided by { $wie }.
bewaren = Save
annuleren = Back
verder = Continue
fout-samenvatting = Something went wrong. Please check:
fout-te-groot = This is too large to send. Send fewer or smaller photos.
fout-onleesbaar = We could not read this. Go back and try again.
fout-andere-site = This form did not come from our own site. Open the page again and send it once more.
fout-te-vaak = This is too often in a row. Try again in { $minuten } { $minuten ->
    [one] minute
   *[other] minutes
    }.
fout-coordinaat = Give a place as latitude and longitude, with a point.
fout-email = Give an e-mail address, such as name@example.org.
fout-nummer = If you ask about this, mention this number: { $nummer }
fout-titel-400 = This is not right yet
fout-titel-401 = Sign in first
fout-titel-403 = This page is not for your role
fout-titel-404 = This page is not here
fout-titel-409 = This is not possible now
fout-titel-413 = This is too large
fout-titel-429 = Please wait
fout-titel-500 = Something went wrong on our side
fout-titel-503 = It is too busy for a moment
fout-verder-400 = Go back, change it and send it again. What was filled in is still there.
fout-verder-401 = This page is only for people who have signed in.
fout-verder-403 = Do you need this for your work? Ask the administrator for this role.
fout-verder-404 = The address may have changed, or the link has expired. Start again at the start page.
fout-verder-409 = Nothing has changed. Go back to do it another way.
fout-verder-413 = Go back and send less, or smaller files.
fout-verder-429 = Nothing is lost. Try again later.
fout-verder-500 = Nothing was half saved. Try again later.
fout-verder-503 = Nothing is lost. Go back and send it again in a few seconds.

## Bewijzen

bewijs-wie-leeg = Write who went to look.
bewijs-later = This day is still to come. Choose the day of the visit.
bewijs-gezien-te-kort = Write what there was to see. Just "ok" is not enough.
bewijs-gezien-te-lang = This is too long. Write briefly what there was to see.
