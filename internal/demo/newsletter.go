package demo

func newsletterLines() []line {
	return append(newsletterSeasons(), newsletterEvergreens()...)
}

func newsletterSeasons() []line {
	return []line{
		from(101, 120, worklife, "%s", "Guter Start ins neue Jahr: Termine, Schulungen, Neuheiten {jahr}", "Das bringt {jahr}: unser Ausblick für Kundinnen und Kunden"),
		from(201, 214, energy, "%s", "Energiewochen: Drei Stellschrauben, die sich sofort lohnen", "Energie-Spezial: Was unsere Prüfstände über alte Pumpen verraten"),
		from(315, 331, water, "%s", "Weltwassertag: Woher unser Trinkwasser kommt", "Jeder Tropfen zählt: die Wasser-Ausgabe"),
		from(401, 410, hannover, "%s", "Ihre Einladung zur Hannover Messe {jahr}", "Treffpunkt Hannover: Unser Programm am Messestand {jahr}"),
		from(501, 510, hannover, "%s", "Messe verpasst? Die Neuheiten im Überblick", "Hannover in fünf Minuten: Bilder, Gespräche, Neuheiten"),
		from(901, 910, training, "%s", "Frischer Wind: Unsere neuen Auszubildenden stellen sich vor", "Ausbildungsjahr gestartet: Wer jetzt bei uns lernt"),
		from(911, 930, openDay, "%s", "Tag der offenen Tür: Melden Sie sich jetzt an", "Kommen Sie ins Werk: Programm für Groß und Klein"),
		from(1101, 1110, maintenance, "%s", "Winterfest in zehn Minuten: die Checkliste im Anhang", "Frostschutz für Pumpen: Letzte Gelegenheit vor der Kälte"),
		from(1201, 1210, training, "%s", "Schulungstermine {folgejahr}: Jetzt Plätze sichern", "Seminare {folgejahr}: Das neue Programm ist da"),
		from(1211, 1223, worklife, "%s", "Frohe Weihnachten und danke für {jahr}", "Unser Jahr {jahr} und ein Rezept aus der Kantine"),
	}
}

func newsletterEvergreens() []line {
	return []line{
		always(drives, "Newsletter {monat} {jahr}: %s", "Frequenzumrichter im Vergleich", "Motoren nachrüsten ohne Umbau", "Leise Antriebe für enge Räume"),
		always(maintenance, "Newsletter {monat} {jahr}: %s", "Vorlage für Ihren Wartungsplan", "Drei Geräusche, bei denen Sie handeln sollten", "Ersatzteile, die ins Regal gehören"),
		always(submersible, "Newsletter {monat} {jahr}: %s", "Neue Tauchmotorpumpe für tiefe Schächte", "Schluss mit Verzopfung", "Pumpensumpf richtig bemessen"),
		always(towns, "Newsletter {monat} {jahr}: %s", "Ein Wasserwerk stellt um", "Rückhaltebecken mit Verstand", "Nachtspitzen glätten"),
		always(repair, "Newsletter {monat} {jahr}: %s", "Überholen lohnt sich öfter als gedacht", "Leihpumpe während der Reparatur", "Zehn Jahre Ersatzteilgarantie"),
		always(talks, "Newsletter {monat} {jahr}: %s", "Webinar zur Auslegung am Donnerstag", "Fragestunde mit unserer Anwendungsberatung", "Aufzeichnung: Druckstöße beherrschen"),
		always(connected, "Newsletter {monat} {jahr}: %s", "Sensoren zum Nachrüsten", "Fernwartung Schritt für Schritt", "Was Messdaten verraten"),
		always(groceries, "Newsletter {monat} {jahr}: %s", "Hygienisch fördern im Lebensmittelbetrieb", "Zu Besuch in der Mosterei"),
		always(team, "Newsletter {monat} {jahr}: %s", "Der Kundendienst stellt sich vor", "Ein Tag am Prüfstand", "Wer hinter der Hotline sitzt"),
		always(seals, "Newsletter {monat} {jahr}: %s", "Dichtungen für heiße Medien", "Keramik statt Kohle"),
		always(farms, "Newsletter {monat} {jahr}: %s", "Beregnung mit Sonnenstrom", "Brunnenpumpen richtig einstellen"),
		always(dosing, "Newsletter {monat} {jahr}: %s", "Dosieren auf den Milliliter", "Kalibrieren in fünf Schritten"),
		always(greenery, "Newsletter {monat} {jahr}: %s", "Unser Werk wird klimafreundlicher", "Mehrwegkisten für Ersatzteile"),
		always(energy, "Newsletter {monat} {jahr}: %s", "Förderung für effiziente Pumpen", "Energiecheck in drei Schritten"),
	}
}

func newsletterIdeas() []line {
	return []line{
		always(talks, "Leserumfrage: Welche Themen fehlen Ihnen?"),
		always(industry, "Sonderausgabe für Planungsbüros"),
	}
}
