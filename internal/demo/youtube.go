package demo

func youTubeLines() []line {
	return append(youTubeSeasons(), youTubeEvergreens()...)
}

func youTubeSeasons() []line {
	return []line{
		from(501, 515, hannover, "%s", "Hannover Messe {jahr}: Rundgang über unseren Stand", "Hannover Messe {jahr}: So wird aus zwölf Kisten ein Messestand"),
		from(601, 620, towns, "Starkregen im Modell: %s", "Was ein Rückhaltebecken leistet", "Drei Pumpen gegen das Wasser"),
		from(901, 915, training, "Erster Tag in der Ausbildung: %s", "Wir begleiten Lena und Emre", "Feilen, lachen, Sicherheitsschuhe"),
		from(1008, 1115, maintenance, "%s", "Gartenpumpe einwintern in vier Minuten", "Frostschutz im Pumpenschacht: Schritt für Schritt"),
		from(1205, 1220, worklife, "%s", "Outtakes {jahr}: Was im Schneideraum liegen blieb", "Das Jahr {jahr} am Prüfstand in 90 Sekunden").as("short"),
	}
}

func youTubeEvergreens() []line {
	return []line{
		always(centrifugal, "So entsteht eine Kreiselpumpe: %s", "Gießen", "Drehen und Wuchten", "Montage und Endprüfung"),
		always(maintenance, "Werkstattvideo: %s", "Gleitringdichtung tauschen", "Lager wechseln ohne Spezialwerkzeug", "Kupplung ausrichten"),
		always(faults, "Kavitation sichtbar gemacht: %s", "Zeitlupe am Glasrohr", "Was nach 200 Stunden vom Laufrad bleibt"),
		always(hydraulics, "Drei Minuten Pumpenwissen: %s", "Förderhöhe", "NPSH", "Wasserschlag").as("short"),
		always(towns, "Vor Ort: %s", "Ein Pumpwerk zieht um", "Nachtschicht im Wasserwerk"),
		always(drives, "Drehzahl regeln statt drosseln: %s", "Der Versuch", "Die Stromrechnung"),
		always(submersible, "Abtauchen mit Kamera: %s", "Pumpe im Brunnen", "Schacht nach zehn Jahren Betrieb"),
		always(team, "Ein Tag mit %s", "unserer Servicetechnikerin", "dem Modelltischler", "dem Versandteam"),
		always(industry, "Anlagenbesuch: %s", "Kühlkreislauf im Stahlbau", "Dosieren in der Färberei"),
	}
}

func youTubeIdeas() []line {
	return []line{
		always(greenery, "Drohnenflug über das Solardach"),
		always(training, "Azubis drehen ihr eigenes Werksvideo"),
	}
}
