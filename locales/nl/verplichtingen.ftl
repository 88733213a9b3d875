plicht-melding-triage = Beslissen wie { -een-melding } oppakt
plicht-melding-antwoord = Laten weten wat er met { -een-melding } is gedaan
plicht-melding-done = { -Een-melding } afhandelen
plicht-afspraak-accept = Antwoord geven op { -een-afspraak }
plicht-afspraak-deliver = { -Een-afspraak } nakomen
plicht-zorg-terugbellen = Terugbellen over zorg om een { -bewoner }
