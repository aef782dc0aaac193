package demo

func mastodonLines() []line {
	return append(mastodonSeasons(), mastodonEvergreens()...)
}

func mastodonSeasons() []line {
	return []line{
		from(316, 330, water, "%s", "Weltwassertag: 128 Liter am Tag, und wer sie pumpt", "Weltwassertag: Was ein tropfender Hahn im Jahr kostet"),
		from(501, 520, safety, "%s", "Umfrage: Tragt ihr in der Werkstatt Gehörschutz?", "Arbeitssicherheit: Unser Not-Aus-Rundgang in Bildern").as("poll"),
		from(710, 731, farms, "%s", "Trockener Juli: Wie Landwirte jetzt beregnen", "Grundwasserstände im Sommer: Wo man sie nachschlagen kann"),
		from(1001, 1020, hydraulics, "%s", "Kinderfrage der Woche: Warum saugt eine Pumpe gar nicht?", "Besuch von der Grundschule: Die besten Kinderfragen"),
		from(1110, 1130, repair, "%s", "Reparaturwochen: Zeigt uns eure älteste Pumpe", "Reparieren statt wegwerfen: Was diese Woche auf der Werkbank lag"),
		from(1201, 1223, worklife, "%s", "Lesetipps zum Jahresende aus unserer Konstruktion", "Feierabend {jahr}: Wir lesen uns im neuen Jahr"),
	}
}

func mastodonEvergreens() []line {
	return []line{
		always(connected, "Offene Schnittstellen an der Pumpe: %s", "Unsere Registertabelle steht im Netz", "Warum wir Datenblätter als CSV anbieten"),
		always(hydraulics, "Pumpenwissen in 500 Zeichen: %s", "Der Betriebspunkt", "Saugen oder drücken?", "Warum Luft stört", "Laminar und turbulent"),
		always(faults, "Hörprobe: %s", "So klingt Kavitation", "Ein Lager kurz vor dem Ende", "Gesund oder krank? Ratet mit").as("video"),
		always(greenery, "%s", "Unsere Solarbilanz für {monat} {jahr}", "Regenwasser auf dem Werksdach: Woche {kw} in Zahlen", "Bienen auf Halle 2: der neue Stock ist da"),
		always(repair, "Fundstück aus dem Archiv: %s", "Kolbenpumpe von 1931", "Handgezeichnete Kennlinie", "Ein Laufrad aus Rotguss").as("photo"),
		always(team, "Heute übernimmt %s", "die Lehrwerkstatt", "das Prüffeld", "die Modelltischlerei"),
		always(standards, "Kurz notiert: %s", "Neues aus dem Normenausschuss", "Maschinenverordnung in drei Sätzen"),
		always(water, "%s", "Karte der Woche: Wasserhärte in Deutschland", "Leseempfehlung: Wie Städte Regen speichern"),
		always(careers, "%s", "Gesucht: Softwareentwicklung für Steuerungen (m/w/d)", "Werkstudium in der Messtechnik: zwei Plätze frei").as("text"),
		always(energy, "Zahl der Woche {kw}: %s", "Zehn Prozent des Stroms fließen in Pumpen", "Vier Bar zu viel kosten 900 Euro im Jahr"),
	}
}

func mastodonIdeas() []line {
	return []line{
		always(connected, "Beispielprogramm zum Auslesen unserer Sensoren veröffentlichen"),
		always(talks, "Vortrag auf einem Barcamp anbieten"),
	}
}
