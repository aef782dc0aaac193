package demo

func instagramLines() []line {
	lines := instagramSeasons()
	lines = append(lines, instagramWorkshop()...)
	return append(lines, instagramCrew()...)
}

func instagramSeasons() []line {
	return []line{
		from(101, 106, worklife, "%s", "Prosit Neujahr aus der leeren Werkhalle", "Neujahrsmorgen am Werkstor"),
		from(107, 120, worklife, "%s", "Schnee auf dem Sheddach", "Erster Arbeitstag: Wer findet den Lichtschalter?"),
		from(210, 224, careers, "Bewerbungsstart: %s", "Zeig uns, was du gebaut hast", "Dein Platz in der Lehrwerkstatt"),
		from(215, 228, worklife, "%s", "Rosenmontag in der Montage: Der Kran trägt Konfetti", "Berliner für alle, gestiftet von der Spätschicht"),
		from(316, 326, water, "Weltwassertag: %s", "Ein Glas Wasser und seine Reise", "Rate mal: Wie viele Pumpen liegen zwischen Quelle und Hahn?"),
		from(325, 407, worklife, "%s", "Osterhase mit Sicherheitsbrille", "Eier färben in der Lackiererei"),
		from(408, 418, hannover, "Hannover Messe: %s", "Packtag mit dem Gabelstapler", "So passt ein Prüfstand in einen Lkw"),
		from(417, 428, hannover, "Hannover Messe: %s", "Unser Stand in 20 Sekunden", "Das gläserne Laufrad dreht sich"),
		from(425, 505, worklife, "%s", "Maibaum vor Halle 1", "In den Mai geradelt: 14 Kollegen, 60 Kilometer"),
		from(601, 620, worklife, "%s", "Drachenbootrennen: Unser Team heißt Saugseite", "Firmenlauf: 23 Trikots und ein Maskottchen"),
		from(706, 720, worklife, "Sommer im Werk: %s", "Eis für die Gießerei", "Planschbecken am Prüfstand"),
		from(721, 805, worklife, "Sommer im Werk: %s", "Grillabend auf dem Ladehof", "Sonnenaufgang zur Frühschicht"),
		from(901, 907, training, "Erster Tag: %s", "Elf Spinde bekommen neue Namen", "Willkommen in Blau"),
		from(908, 918, training, "Azubi-Takeover: %s", "Lena zeigt die Lehrwerkstatt", "Emre und der Kampf mit der Feile").as("story"),
		from(925, 1004, openDay, "Tag der offenen Tür: %s", "Der Aufbau im Zeitraffer", "Kinderbaustelle mit echten Pumpen"),
		from(1005, 1015, openDay, "%s", "Danke an 1.400 Gäste: die schönsten Bilder", "So sah das Werk durch Kinderaugen aus"),
		from(1025, 1103, worklife, "%s", "Kürbis, geschnitzt auf der Fräse", "Nebel über dem Klärbecken: Herbst in Bildern"),
		from(1201, 1203, team, "Adventskalender, Türchen 1: %s", "Die Pförtnerin, die alle kennt", "Der Hausmeister mit den tausend Schlüsseln"),
		from(1204, 1207, team, "Adventskalender: %s", "Nikolaus am Werkstor", "Stiefel voller Dichtungsringe"),
		from(1208, 1211, team, "Adventskalender: %s", "Wer wuchtet unsere Laufräder?", "Das Lächeln aus der Warenannahme"),
		from(1212, 1215, team, "Adventskalender: %s", "Unsere Dreherin und ihr Chor", "Der Imker vom Prüffeld"),
		from(1216, 1219, team, "Adventskalender: %s", "Drei Brüder, eine Gießerei", "Die Kantine verrät ihr Stollenrezept"),
		from(1220, 1224, team, "Adventskalender: %s", "Das letzte Türchen öffnet das ganze Werk", "Die Stimme unserer Telefonzentrale"),
		from(1226, 1231, worklife, "%s", "Zwischen den Jahren: Wer hält die Stellung?", "Silvester ohne Böller, mit Wasserspiel"),
	}
}

func instagramWorkshop() []line {
	return []line{
		always(centrifugal, "Oddly satisfying: %s", "Späne aus Bronze", "Ein Laufrad wird poliert", "Wuchten auf ein Gramm").as("reel"),
		always(centrifugal, "Vom Sand zum Guss: %s", "Das Modell", "Der Moment des Abstichs", "Ausschlagen und Putzen"),
		always(seals, "Makro: %s", "Gleitring in 40-facher Vergrößerung", "Keramik im Streiflicht", "Was Sand anrichtet"),
		always(faults, "Was ist hier kaputt? %s", "Rätselbild mit Laufrad", "Rätselbild mit Lager", "Hör genau hin", "Finde den Riss"),
		always(hydraulics, "Physik zum Staunen: %s", "Wasser kocht bei 20 Grad", "Der Wasserschlag im Schlauch", "Warum ein Wirbel entsteht"),
		always(maintenance, "Handgriff der Woche (KW {kw}): %s", "Kupplung ausrichten", "Schrauben über Kreuz anziehen", "O-Ring einlegen", "Manometer ablesen"),
		always(submersible, "Unter Wasser gefilmt: %s", "Tauchpumpe im Testbecken", "Luftblasen in Zeitlupe"),
		always(connected, "Ein Sensor zieht ein: %s", "Kleben, klicken, messen", "Die Pumpe fühlt sich gut"),
		always(repair, "Vorher, nachher: %s", "Rost, Sandstrahl, Lack", "Die Pumpe aus dem Brauereikeller", "Typenschild von 1962").as("carousel"),
		always(greenery, "Grün im Werk: %s", "Wildblumen neben Halle 2", "Solardach aus der Luft", "Lastenrad statt Stapler", "Regentonne in XXL"),
		always(water, "Wasser sparen: %s", "Wie unser Prüfstand im Kreis pumpt", "Fünf Tipps für daheim"),
		always(dosing, "Tropfen für Tropfen: %s", "Dosierpumpe in Superzeitlupe", "Farbe trifft Wasser"),
		always(towns, "Auf Montage: %s", "Sonnenaufgang am Wasserwerk", "Drei Tage im Schacht", "Mit dem Kran aufs Dach"),
		always(farms, "Auf Montage: %s", "Beregnung im Spargelfeld", "Brunnenbau bei Nieselregen"),
		always(groceries, "Lecker gepumpt: %s", "Senf", "Apfelmus", "Schokolade mit 45 Grad"),
		always(drives, "Klein gegen groß: %s", "Der leichteste und der schwerste Motor im Lager", "Welcher Antrieb ist leiser?"),
	}
}

func instagramCrew() []line {
	return []line{
		always(training, "Azubi-Tagebuch: %s", "Woche {kw} an der Drehbank", "Die erste Schweißnaht", "Zwischenprüfung überlebt", "Mein Projekt: ein Springbrunnen", "Berichtsheft leicht gemacht"),
		always(team, "Hände, die Pumpen bauen: %s", "Die Kernmacherin", "Der Lackierer", "Die Monteure von Band 4", "Die Prüferin"),
		always(team, "Drei schnelle Fragen an %s", "die Nachtschicht", "das Kantinenteam", "unsere Staplerfahrerin", "die Werksfeuerwehr", "den Modelltischler"),
		always(team, "Lieblingswerkzeug: %s", "Der Drehmomentschlüssel von Opa", "Ein Spiegel am Stiel", "Feile, fein, seit 1988"),
		always(careers, "Jobs in 30 Sekunden: %s", "Industriemechanik", "Technisches Produktdesign", "Gießereimechanik", "Elektronik für Betriebstechnik"),
		always(careers, "Bewerbungstipp: %s", "Ein ehrlicher Satz schlägt zehn Floskeln", "Probearbeiten statt Prüfungsangst", "Frag uns Löcher in den Bauch"),
		always(safety, "Sicher ist sicher: %s", "Brille auf, Kamera läuft", "Warum Ringe im Spind bleiben", "Der gelbe Strich hat recht"),
		always(worklife, "Feierabend: %s", "Die Werkskapelle probt", "Tischkicker, Halbfinale", "Betriebssport im Regen", "Skatrunde der Spätschicht"),
		always(worklife, "Kantine: %s", "Currywurst-Abstimmung", "Linsensuppe wie bei Oma", "Veggie-Donnerstag"),
		always(worklife, "Werkshund Bolle: %s", "Kontrollgang am Morgen", "Gast in der Konstruktion", "Mittagsschlaf im Versand"),
		always(talks, "Hinter den Kulissen: %s", "Webinar aus der Besenkammer", "Unser Filmteam und der Regen"),
		always(openDay, "Schulklasse zu Besuch: %s", "Die 4b baut eine Pumpe", "Warum ist Wasser nass?"),
	}
}

func instagramIdeas() []line {
	return []line{
		always(team, "Porträtreihe: 24 Stunden, 24 Arbeitsplätze").as("carousel"),
		always(centrifugal, "Klangcollage aus Maschinengeräuschen"),
		always(worklife, "Gewinnspiel mit einer alten Modellpumpe"),
	}
}
